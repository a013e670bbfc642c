package io.codextemporal.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.conversation.ModelReply;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.protocol.WaitingFor;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What breaks into a turn: interrupts, limits of the provider, faults of activities and of ours.
 */
@Tag("slow")
class SessionBreakTest {
  @Test
  void anInterruptCancelsTheCommandAndWaitsForItsEnd() {
    try (SessionRig rig = new SessionRig()) {
      AtomicBoolean killed = new AtomicBoolean();
      rig.machine.model =
          (items, call) ->
              Replies.outputs(items).isEmpty()
                  ? Replies.calls(Replies.call("c1", "sleep 600"))
                  : Replies.text("done");
      rig.machine.tool =
          run -> {
            try {
              while (true) {
                Activity.getExecutionContext().heartbeat(null);
                LockSupport.parkNanos(5_000_000);
              }
            } catch (ActivityCompletionException e) {
              killed.set(true);
              throw e;
            }
          };
      rig.open();
      rig.say("sleep");
      rig.awaitThat("the command", () -> !rig.machine.runs.isEmpty());
      rig.send(id -> new Op.Interrupt(id, "ada"));
      rig.await(AgentEvent.TurnAborted.class);
      assertThat(killed).isTrue();
      assertThat(rig.await(AgentEvent.ToolCallEnded.class).status())
          .isEqualTo(ToolCallStatus.ABORTED);
      rig.say("on");
      rig.awaitTurns(2);
      assertThat(Replies.outputs(rig.machine.asked.getLast()))
          .singleElement()
          .asString()
          .contains("aborted by user");
    }
  }

  @Test
  void aCommandThatDoesNotDieDoesNotHoldTheTurnForever() {
    try (SessionRig rig = new SessionRig()) {
      AtomicBoolean stop = new AtomicBoolean();
      rig.machine.model = (items, call) -> Replies.calls(Replies.call("c1", "sleep 600"));
      rig.machine.tool =
          run -> {
            while (!stop.get()) {
              LockSupport.parkNanos(5_000_000);
            }
            return Replies.ran("late");
          };
      rig.open();
      rig.say("sleep");
      rig.awaitThat("the command", () -> !rig.machine.runs.isEmpty());
      rig.send(id -> new Op.Interrupt(id, "ada"));
      rig.sleep(Duration.ofSeconds(11));
      rig.await(AgentEvent.TurnAborted.class);
      stop.set(true);
    }
  }

  @Test
  void aLimitOfTheProviderIsSleptThrough() {
    try (SessionRig rig = new SessionRig()) {
      limitedFor(rig, Duration.ofHours(5));
      rig.say("hi");
      var sleep = rig.await(AgentEvent.SleepStarted.class);
      assertThat(sleep.waitingFor()).isEqualTo(WaitingFor.RATE_LIMIT);
      rig.awaitState(SessionState.SLEEPING);
      assertThat(rig.machine.calls).hasSize(1);
      rig.sleep(Duration.ofHours(5));
      rig.awaitTurns(1);
      assertThat(rig.await(AgentEvent.SleepEnded.class).how()).isEqualTo("elapsed");
    }
  }

  @Test
  void asleepItCanBeWokenSteeredAndInterrupted() {
    try (SessionRig rig = new SessionRig()) {
      limitedFor(rig, Duration.ofHours(5));
      rig.say("one");
      rig.awaitState(SessionState.SLEEPING);
      rig.send(id -> new Op.Wake(id, "ada"));
      rig.awaitTurns(1);
      limitedFor(rig, Duration.ofHours(5));
      rig.say("two");
      rig.awaitState(SessionState.SLEEPING);
      rig.steer("now, please");
      rig.awaitTurns(2);
      assertThat(Replies.userTexts(rig.machine.asked.getLast()))
          .containsExactly("one", "two", "now, please");
      limitedFor(rig, Duration.ofHours(5));
      rig.say("three");
      rig.awaitState(SessionState.SLEEPING);
      rig.send(id -> new Op.Interrupt(id, "ada"));
      rig.await(AgentEvent.TurnAborted.class);
    }
  }

  /** The next model call is refused for so long, all later ones answer. */
  private static void limitedFor(SessionRig rig, Duration wait) {
    AtomicBoolean limited = new AtomicBoolean(true);
    rig.machine.model =
        (items, call) ->
            limited.getAndSet(false)
                ? new ModelReply.Later(ErrorKind.RATE_LIMITED, "slow down", rig.now().plus(wait))
                : Replies.text("done");
    if (rig.machine.calls.isEmpty()) {
      rig.open();
    }
  }

  @Test
  void aModelErrorEndsTheTurnAndTheSessionStaysUsable() {
    try (SessionRig rig = new SessionRig()) {
      rig.machine.model =
          (items, call) ->
              new ModelReply.Failed(ErrorKind.QUOTA_EXCEEDED, "Your quota is used up.");
      rig.open();
      rig.say("one");
      assertThat(rig.await(AgentEvent.TurnFailed.class).kind()).isEqualTo(ErrorKind.QUOTA_EXCEEDED);
      rig.awaitState(SessionState.FAILED);
      rig.machine.model =
          (items, call) -> {
            throw ApplicationFailure.newNonRetryableFailure("a broken worker", "Fatal");
          };
      rig.say("two");
      assertThat(rig.await(AgentEvent.TurnFailed.class, e -> e.turn().value().equals("turn-2")))
          .satisfies(e -> assertThat(e.message()).contains("a broken worker"));
      rig.machine.model = (items, call) -> Replies.text("well again");
      rig.say("three");
      assertThat(rig.await(AgentEvent.TurnCompleted.class).lastMessage()).isEqualTo("well again");
    }
  }

  @Test
  void aToolThatCannotRunIsAnOutputForTheModel() {
    try (SessionRig rig = new SessionRig()) {
      rig.machine.model =
          (items, call) ->
              Replies.outputs(items).isEmpty()
                  ? Replies.calls(Replies.call("c1", "ls"))
                  : Replies.text("saw " + Replies.outputs(items));
      rig.machine.tool =
          run -> {
            throw ApplicationFailure.newNonRetryableFailure("no shell here", "Fatal");
          };
      rig.open();
      rig.say("list");
      rig.awaitTurns(1);
      assertThat(Replies.outputs(rig.machine.asked.getLast()))
          .containsExactly("exec_command failed: no shell here");
    }
  }

  @Test
  void aLostStoreIsRebuiltFromTheSessionItself() {
    try (SessionRig rig = new SessionRig().open()) {
      rig.say("one");
      rig.awaitTurns(1);
      rig.machine.forgetConversations();
      rig.say("two");
      rig.awaitTurns(2);
      assertThat(rig.machine.rebuilt).hasValue(1);
      assertThat(Replies.userTexts(rig.machine.asked.getLast())).containsExactly("one", "two");
    }
  }

  @Test
  void aDeltaTooLargeForAnInputIsReadFromTheSession() {
    try (SessionRig rig = new SessionRig().open()) {
      for (int i = 0; i < 4; i++) {
        int index = i;
        String piece = Integer.toString(i).repeat(100_000);
        rig.send(id -> new Op.TextChunk(id, "ada", "long", index, piece));
      }
      rig.send(id ->
          new Op.UserTurn(
              id, "ada", io.codextemporal.protocol.UserText.chunked("long", 4), null, null));
      rig.awaitTurns(1);
      assertThat(rig.machine.rebuilt).hasValue(1);
      assertThat(rig.machine.calls.getFirst().delta()).isEmpty();
      assertThat(Replies.userTexts(rig.machine.asked.getLast()).getFirst()).hasSize(400_000);
    }
  }
}
