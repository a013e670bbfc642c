package io.codextemporal.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.codextemporal.activity.FilesReply;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.SettingsPatch;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.protocol.UserText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SessionOpsTest {
  @Test
  @Tag("C1")
  @Tag("N2")
  void theSameOpThreeTimesCountsOnce() {
    try (SessionRig rig = new SessionRig().open()) {
      Op op = new Op.UserTurn(new OpId("same"), "ada", UserText.of("once"), null, null);
      for (int i = 0; i < 3; i++) {
        rig.stub().signal(MessageNames.SIGNAL_OP, op);
      }
      rig.awaitTurns(1);
      rig.stub().signal(MessageNames.SIGNAL_OP, op);
      rig.say("two");
      rig.awaitTurns(2);
      assertThat(rig.answers(op.id())).containsExactly("accepted");
      assertThat(Replies.userTexts(rig.machine.asked.getLast())).containsExactly("once", "two");
    }
  }

  @Test
  void messagesBehindARunningTurnQueueAndCanBeEditedAndDropped() {
    try (SessionRig rig = new SessionRig()) {
      CountDownLatch gate = Gates.closed(rig);
      rig.open();
      rig.say("first");
      rig.awaitThat("the model", () -> !rig.machine.asked.isEmpty());
      OpId second = rig.send(id -> new Op.QueueAdd(id, "bob", UserText.of("second")));
      OpId third = rig.say("third");
      rig.send(id -> new Op.QueueEdit(id, "bob", second, UserText.of("second, better")));
      rig.send(id -> new Op.QueueDrop(id, "bob", third));
      OpId late = rig.send(id -> new Op.QueueDrop(id, "bob", third));
      rig.await(
          AgentEvent.QueueChanged.class,
          e -> e.queue().size() == 1 && e.queue().getFirst().text().equals("second, better"));
      gate.countDown();
      rig.awaitTurns(2);
      assertThat(rig.answers(late).getFirst()).startsWith("no message waits under");
      assertThat(Replies.userTexts(rig.machine.asked.getLast()))
          .containsExactly("first", "second, better");
    }
  }

  @Test
  void aSteerGoesIntoTheRunningTurnAndOneThatIsIdleBeginsOne() {
    try (SessionRig rig = new SessionRig()) {
      CountDownLatch gate = Gates.closed(rig);
      rig.open();
      rig.say("left");
      rig.awaitThat("the model", () -> !rig.machine.asked.isEmpty());
      rig.steer("no, right");
      rig.awaitThat("the second request", () -> rig.machine.asked.size() == 2);
      gate.countDown();
      rig.awaitTurns(1);
      assertThat(Replies.userTexts(rig.machine.asked.getLast()))
          .containsExactly("left", "no, right");
      rig.awaitState(SessionState.IDLE);
      rig.steer("and now");
      rig.awaitTurns(2);
      assertThat(Replies.userTexts(rig.machine.asked.getLast()))
          .containsExactly("left", "no, right", "and now");
    }
  }

  @Test
  void anInterruptEndsTheTurnWhileTheModelAnswers() {
    try (SessionRig rig = new SessionRig()) {
      CountDownLatch gate = Gates.closed(rig);
      rig.open();
      OpId early = rig.send(id -> new Op.Interrupt(id, "bob"));
      rig.say("go");
      rig.awaitThat("the model", () -> !rig.machine.asked.isEmpty());
      rig.send(id -> new Op.Interrupt(id, "bob"));
      assertThat(rig.await(AgentEvent.TurnAborted.class).by()).isEqualTo("bob");
      rig.awaitState(SessionState.IDLE);
      gate.countDown();
      rig.say("on");
      rig.awaitTurns(2);
      assertThat(rig.answers(early)).containsExactly("nothing runs");
    }
  }

  @Test
  void aLongTextComesInPiecesAndOneWithHolesIsRefused() {
    try (SessionRig rig = new SessionRig().open()) {
      rig.send(id -> new Op.TextChunk(id, "ada", "b", 1, "world"));
      rig.send(id -> new Op.TextChunk(id, "ada", "b", 0, "hello "));
      rig.send(id -> new Op.TextChunk(id, "ada", "holes", 1, "x"));
      OpId refused =
          rig.send(id -> new Op.UserTurn(id, "ada", UserText.chunked("holes", 2), null, null));
      rig.send(id -> new Op.UserTurn(id, "ada", UserText.chunked("b", 2), null, null));
      rig.awaitTurns(1);
      assertThat(rig.answers(refused).getFirst()).startsWith("1 of the 2 pieces");
      assertThat(Replies.userTexts(rig.machine.asked.getLast())).containsExactly("hello world");
    }
  }

  @Test
  void tooMuchTextIsRefused() {
    try (SessionRig rig = new SessionRig().open()) {
      OpId last = null;
      for (int i = 0; i < 7; i++) {
        int index = i;
        last = rig.send(id -> new Op.TextChunk(id, "ada", "b", index, "x".repeat(190_000)));
      }
      OpId refused = last;
      rig.awaitThat("an answer", () -> !rig.answers(refused).isEmpty());
      assertThat(rig.answers(refused).getFirst()).startsWith("more than 1000000 bytes");
    }
  }

  @Test
  void aCommandOfTheUsersOwnRunsAsTypedAndIsToldToTheModel() {
    try (SessionRig rig = new SessionRig().open()) {
      rig.machine.tool = run -> Replies.ran(run.byUser() ? "two files" : "?");
      rig.send(id -> new Op.RunShell(id, "ada", "ls \"a b\""));
      var ended = rig.await(AgentEvent.ToolCallEnded.class);
      assertThat(ended.turn()).isNull();
      assertThat(ended.status()).isEqualTo(ToolCallStatus.COMPLETED);
      assertThat(rig.machine.runs.getFirst().call().arguments())
          .isEqualTo("{\"cmd\":\"ls \\\"a b\\\"\"}");
      rig.say("what do you see?");
      rig.awaitTurns(1);
      assertThat(Replies.userTexts(rig.machine.asked.getLast()))
          .satisfiesExactly(
              first -> assertThat(first).contains("ls \"a b\"", "two files"),
              second -> assertThat(second).isEqualTo("what do you see?"));
    }
  }

  @Test
  void aCommandOfTheUsersOwnInsideATurnIsToldWithTheNextRequest() {
    try (SessionRig rig = new SessionRig()) {
      CountDownLatch gate = Gates.closed(rig);
      rig.machine.model =
          (items, call) -> {
            Gates.pass(gate);
            return Replies.outputs(items).isEmpty()
                ? Replies.calls(Replies.call("c1", "make"))
                : Replies.text("done");
          };
      rig.machine.tool = run -> Replies.ran(run.byUser() ? "by hand" : "built");
      rig.open();
      rig.say("build");
      rig.awaitThat("the model", () -> !rig.machine.asked.isEmpty());
      rig.send(id -> new Op.RunShell(id, "ada", "git status"));
      rig.await(AgentEvent.ToolCallEnded.class);
      gate.countDown();
      rig.awaitTurns(1);
      assertThat(Replies.userTexts(rig.machine.asked.getLast()))
          .hasSize(2)
          .last()
          .asString()
          .contains("git status", "by hand");
      assertThat(rig.machine.rebuilt).hasValue(0);
    }
  }

  @Test
  void filesAreListedAndSettingsChangedAndCompactionRefused() {
    try (SessionRig rig = new SessionRig().open()) {
      rig.machine.files = request -> new FilesReply(List.of(request.query() + ".java"), true);
      OpId files = rig.send(id -> new Op.ListFiles(id, "ada", "Main", 10));
      assertThat(rig.await(AgentEvent.FilesListed.class))
          .isEqualTo(new AgentEvent.FilesListed(files, List.of("Main.java"), true));
      OpId diff = rig.send(id -> new Op.ShowDiff(id, "ada"));
      assertThat(rig.await(AgentEvent.DiffShown.class).op()).isEqualTo(diff);
      rig.say("one");
      rig.awaitTurns(1);
      SettingsPatch patch =
          new SettingsPatch("gpt-6", null, null, null, ApprovalMode.NEVER, null, null, null);
      rig.send(id -> new Op.OverrideSettings(id, "ada", patch));
      OpId compact = rig.send(id -> new Op.Compact(id, "ada"));
      OpId wake = rig.send(id -> new Op.Wake(id, "ada"));
      rig.say("two");
      rig.awaitTurns(2);
      assertThat(rig.answers(compact).getFirst()).contains("not there yet");
      assertThat(rig.answers(wake)).containsExactly("the session does not sleep");
      assertThat(rig.machine.calls.getLast().model().model()).isEqualTo("gpt-6");
      SessionDetail detail = rig.show();
      assertThat(detail.settings().tools().approval()).isEqualTo(ApprovalMode.NEVER);
      assertThat(detail.summary().turns()).isEqualTo(2);
      assertThat(detail.summary().title()).isEqualTo("one");
      assertThat(detail.lastMessage()).isEqualTo("done");
    }
  }

  @Test
  void anUnknownOpIsRefusedByItsId() {
    try (SessionRig rig = new SessionRig().open()) {
      OpId unknown = rig.send(id -> new Op.Unknown(id, "ada", null));
      rig.awaitThat("an answer", () -> !rig.answers(unknown).isEmpty());
      assertThat(rig.answers(unknown)).containsExactly("this session does not know that operation");
    }
  }

  @Test
  void anEphemeralSessionWhoseClientIsGoneEndsByItself() {
    try (SessionRig rig = new SessionRig()) {
      rig.open(new SessionInput.Fresh(Starts.ephemeral()));
      rig.say("hi");
      rig.awaitTurns(1);
      rig.awaitState(SessionState.IDLE);
      rig.sleep(Duration.ofSeconds(55));
      rig.say("still there?");
      rig.awaitTurns(2);
      rig.awaitState(SessionState.IDLE);
      rig.sleep(Duration.ofSeconds(61));
      SessionSnapshot left = rig.stub().getResult(SessionSnapshot.class);
      assertThat(left.overview().status().state()).isEqualTo(SessionState.CLOSED);
    }
  }

  @Test
  void aShutdownEndsTheTurnAndWhatIsLeftOpensTheSessionAgain() {
    try (SessionRig rig = new SessionRig()) {
      CountDownLatch gate = Gates.closed(rig);
      rig.open();
      rig.say("long");
      rig.awaitThat("the model", () -> !rig.machine.asked.isEmpty());
      rig.say("never begins");
      rig.send(id -> new Op.Shutdown(id, "bob"));
      SessionSnapshot left = rig.stub().getResult(SessionSnapshot.class);
      gate.countDown();
      assertThat(left.overview().status().state()).isEqualTo(SessionState.CLOSED);
      assertThat(rig.events())
          .extracting(SequencedEvent::event)
          .last()
          .isEqualTo(new AgentEvent.SessionClosed("bob"));

      rig.open(new SessionInput.Continued(left));
      rig.say("back");
      rig.awaitTurns(2);
      assertThat(Replies.userTexts(rig.machine.asked.getLast())).first().isEqualTo("long");
      assertThat(Replies.userTexts(rig.machine.asked.getLast())).last().isEqualTo("back");
      List<SequencedEvent> events = rig.events();
      assertThat(events).extracting(SequencedEvent::seq).isSorted().doesNotHaveDuplicates();
      assertThat(events.getLast().seq()).isEqualTo(events.size());
    }
  }

  @Test
  void aCancellationByTemporalItselfShutsTheSessionDown() {
    try (SessionRig rig = new SessionRig().open()) {
      rig.say("one");
      rig.awaitTurns(1);
      rig.stub().cancel();
      rig.awaitState(SessionState.CLOSED);
      SessionSnapshot left =
          rig.query(Optional.empty(), MessageNames.QUERY_SNAPSHOT, SessionSnapshot.class);
      rig.awaitThat("the end", () -> rig.stub().describe().getCloseTime() != null);
      rig.open(new SessionInput.Continued(left));
      rig.say("two");
      rig.awaitTurns(2);
      assertThat(Replies.userTexts(rig.machine.asked.getLast())).containsExactly("one", "two");
    }
  }

  @Test
  void aTerminatedSessionIsReopenedWithItsCallsAnswered() {
    // A real server's history holds the termination, and the SDK does not replay that.
    assumeTrue(SessionRig.REAL_SERVER.isEmpty());
    try (SessionRig rig = new SessionRig()) {
      CountDownLatch gate = new CountDownLatch(1);
      rig.machine.model =
          (items, call) ->
              Replies.outputs(items).isEmpty()
                  ? Replies.calls(Replies.call("c1", "sleep 100"))
                  : Replies.text("done");
      rig.machine.tool =
          run -> {
            Gates.pass(gate);
            return Replies.ran("never seen");
          };
      rig.open();
      rig.say("one");
      rig.awaitThat("the tool", () -> !rig.machine.runs.isEmpty());
      rig.stub().terminate("by force");
      SessionSnapshot left =
          rig.query(Optional.empty(), MessageNames.QUERY_SNAPSHOT, SessionSnapshot.class);
      gate.countDown();
      rig.open(new SessionInput.Continued(left));
      rig.say("two");
      rig.awaitTurns(1);
      assertThat(Replies.outputs(rig.machine.asked.getLast())).containsExactly("aborted");
    }
  }
}
