package io.codextemporal.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activity.PlaceFree;
import io.codextemporal.activity.TerminalEnd;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.Terminal;
import io.codextemporal.tool.Holding;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Commands that run on in the background, as a session knows them. */
@Tag("slow")
class TerminalsTest {
  private final CountDownLatch end = new CountDownLatch(1);

  @Test
  void anEndWakesAnIdleSessionOnceThroughContinueAsNew() {
    try (SessionRig rig = rig(true)) {
      rig.open(Starts.limits(12));
      rig.say("start it");
      rig.awaitTurns(1);
      assertThat(rig.show().terminals()).extracting(Terminal::id).containsExactly(1_000);
      for (int turn = 2; turn <= 4; turn++) {
        rig.say("go on");
        rig.awaitTurns(turn);
      }
      assertThat(rig.runs()).hasSizeGreaterThan(1);
      end.countDown();
      rig.awaitTurns(5);
      rig.awaitState(SessionState.IDLE);
      List<String> said = Replies.userTexts(rig.machine.asked.getLast());
      assertThat(said.getLast())
          .startsWith(
              "The command with session ID 1000 (`job`) exited with code 0 after 3 seconds.")
          .endsWith("not words of the user:\nall done");
      assertThat(rig.machine.asked).hasSize(1 + 5);
      assertThat(rig.show().terminals()).isEmpty();
      assertThat(turnsBegun(rig)).isEqualTo(5);
    }
  }

  @Test
  void withoutTheWishItIsToldWithTheNextMessage() {
    try (SessionRig rig = rig(false)) {
      rig.open();
      rig.say("start it");
      rig.awaitTurns(1);
      end.countDown();
      rig.await(AgentEvent.TerminalsChanged.class, changed -> changed.terminals().isEmpty());
      assertThat(turnsBegun(rig)).isEqualTo(1);
      rig.say("next");
      rig.awaitTurns(2);
      List<String> said = Replies.userTexts(rig.machine.asked.getLast());
      assertThat(said.get(said.size() - 2))
          .startsWith("<background_terminal>\nThe command with session ID 1000");
      assertThat(said.getLast()).isEqualTo("next");
    }
  }

  @Test
  void aLossIsSaidToPeopleAndModel() {
    try (SessionRig rig = rig(false)) {
      rig.machine.terminal = request -> new TerminalEnd.Lost("Its worker is gone.");
      rig.open();
      rig.say("start it");
      rig.awaitTurns(1);
      assertThat(rig.await(AgentEvent.Warning.class).message())
          .isEqualTo("The command with session ID 1000 (`job`) is gone. Its worker is gone.");
      rig.say("next");
      rig.awaitTurns(2);
      assertThat(Replies.userTexts(rig.machine.asked.getLast()))
          .anyMatch(text -> text.contains("is gone. Its worker is gone."));
    }
  }

  @Test
  void theUserStopsOneAndTheSessionsEndAll() {
    try (SessionRig rig = rig(false)) {
      rig.open();
      rig.say("start it");
      rig.awaitTurns(1);
      OpId wrong = rig.send(id -> new Op.StopTerminals(id, "ada", List.of(7)));
      rig.awaitThat("a refusal", () -> !rig.answers(wrong).isEmpty());
      assertThat(rig.answers(wrong)).containsExactly("no such command runs in the background");
      OpId stop = rig.send(id -> new Op.StopTerminals(id, "ada", List.of()));
      rig.awaitThat("the end", () -> !rig.machine.freed.isEmpty());
      assertThat(rig.answers(stop)).containsExactly("accepted");
      assertThat(rig.show().terminals()).isEmpty();
      end.countDown();
      rig.say("start another");
      rig.awaitTurns(2);
      assertThat(Replies.userTexts(rig.machine.asked.getLast()))
          .anyMatch(text -> text.contains("(`job`) was stopped by the user."))
          .noneMatch(text -> text.contains("exited"));
      rig.send(id -> new Op.Shutdown(id, "ada"));
      rig.awaitState(SessionState.CLOSED);
    }
  }

  @Test
  void aKernelIsListedUnwatchedAndStoppedByItsNumber() {
    try (SessionRig rig = rig(false)) {
      Terminal kernel = Terminal.kernel(new CallId("c0"), "/work", Instant.EPOCH);
      rig.machine.tool = run -> held(Holding.of(kernel, SessionRig.QUEUE));
      rig.machine.terminal =
          request -> {
            throw new AssertionError("a kernel is not watched");
          };
      rig.open(Starts.limits(12));
      for (int turn = 1; turn <= 4; turn++) {
        rig.say("run a cell");
        rig.awaitTurns(turn);
      }
      assertThat(rig.runs()).hasSizeGreaterThan(1);
      assertThat(rig.show().terminals()).containsExactly(kernel);
      rig.send(id -> new Op.StopTerminals(id, "ada", List.of(Terminal.KERNEL)));
      rig.awaitThat("the end", () -> !rig.machine.freed.isEmpty());
      assertThat(rig.machine.freed).extracting(PlaceFree::place).containsExactly("js_repl");
      assertThat(rig.show().terminals()).isEmpty();
      rig.say("next");
      rig.awaitTurns(5);
      assertThat(Replies.userTexts(rig.machine.asked.getLast()))
          .anyMatch(text ->
              text.contains(
                  "The JavaScript kernel was stopped by the user; what was declared is lost."));
    }
  }

  @Test
  void closingEndsWhatRuns() {
    try (SessionRig rig = rig(false)) {
      rig.open();
      rig.say("start it");
      rig.awaitTurns(1);
      rig.send(id -> new Op.Shutdown(id, "ada"));
      rig.await(AgentEvent.SessionClosed.class);
      assertThat(rig.machine.freed).extracting(PlaceFree::place).containsExactly("terminal 1000");
      end.countDown();
    }
  }

  @Test
  void theLeastRecentlyUsedOfTooManyIsEnded() {
    try (SessionRig rig = rig(false)) {
      int count = 65;
      rig.machine.model =
          (items, call) -> {
            int done = Replies.outputs(items).size();
            return done == count + 1
                ? Replies.text("done")
                : Replies.calls(
                    done == count - 1
                        ? look("c" + done, 1_000)
                        : Replies.call("c" + done, "job " + done));
          };
      rig.machine.tool =
          run ->
              run.call().place() == null
                  ? left(run, 1_000 + number(run.call().id()))
                  : held(new Holding(run.call().place(), SessionRig.QUEUE));
      rig.open();
      rig.say("many");
      rig.awaitTurns(1);
      rig.awaitThat("one is ended", () -> !rig.machine.freed.isEmpty());
      assertThat(rig.machine.freed).extracting(PlaceFree::place).containsExactly("terminal 1001");
      assertThat(rig.show().terminals()).hasSize(64);
      end.countDown();
    }
  }

  private SessionRig rig(boolean wakes) {
    SessionRig rig = new SessionRig();
    rig.machine.model =
        (items, call) ->
            Replies.outputs(items).isEmpty() ? Replies.calls(call("c0")) : Replies.text("it runs");
    rig.machine.tool = run -> left(run, 1_000, wakes);
    rig.machine.terminal =
        request -> {
          Gates.pass(end);
          return new TerminalEnd.Ended("exited with code 0", 0, 3_000, "all done");
        };
    return rig;
  }

  private static long turnsBegun(SessionRig rig) {
    return rig.events().stream()
        .map(SequencedEvent::event)
        .filter(AgentEvent.TurnStarted.class::isInstance)
        .count();
  }

  private static int number(CallId call) {
    return Integer.parseInt(call.value().substring(1));
  }

  private static ToolCall call(String id) {
    return Replies.call(id, "job");
  }

  private static ToolCall look(String id, int session) {
    return new ToolCall(
        new CallId(id),
        "write_stdin",
        "{\"session_id\":" + session + "}",
        false,
        RetryClass.EFFECTS,
        Terminal.placeOf(session));
  }

  private static ToolOutcome left(ToolRun run, int id) {
    return left(run, id, false);
  }

  private static ToolOutcome left(ToolRun run, int id, boolean wakes) {
    return held(
        Holding.of(
            new Terminal(id, run.call().id(), "job", "/work", false, wakes, Instant.EPOCH),
            SessionRig.QUEUE));
  }

  private static ToolOutcome held(Holding holding) {
    return ((ToolOutcome.Completed) Replies.ran("ok")).holding(holding);
  }
}
