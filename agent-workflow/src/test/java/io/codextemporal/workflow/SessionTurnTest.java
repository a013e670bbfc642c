package io.codextemporal.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionState;
import org.junit.jupiter.api.Test;

class SessionTurnTest {
  @Test
  void aBareTurn() {
    try (SessionRig rig = new SessionRig().open()) {
      var op = rig.say("hello");
      var completed = rig.await(AgentEvent.TurnCompleted.class);
      assertThat(completed.lastMessage()).isEqualTo("done");
      assertThat(completed.usage()).isEqualTo(Replies.USAGE);
      assertThat(rig.answers(op)).containsExactly("accepted");
      rig.awaitState(SessionState.IDLE);
      assertThat(rig.events())
          .extracting(SequencedEvent::event)
          .extracting(event -> event.getClass().getSimpleName())
          .containsExactly(
              "SessionOpened",
              "OpAccepted",
              "TurnStarted",
              "UserMessage",
              "AgentMessage",
              "UsageUpdated",
              "TurnCompleted");
      assertThat(Replies.userTexts(rig.machine.asked.getFirst())).containsExactly("hello");
    }
  }

  @Test
  void aToolCall() {
    try (SessionRig rig = new SessionRig().open()) {
      rig.machine.model =
          (items, call) ->
              Replies.outputs(items).isEmpty()
                  ? Replies.calls(Replies.call("c1", "ls"))
                  : Replies.text("saw " + Replies.outputs(items));
      rig.machine.tool = run -> Replies.ran("a.txt");
      rig.say("list");
      assertThat(rig.await(AgentEvent.TurnCompleted.class).lastMessage()).isEqualTo("saw [a.txt]");
      assertThat(rig.machine.calls.getLast().delta()).hasSize(2);
      assertThat(rig.machine.rebuilt).hasValue(0);
      rig.send(id -> new Op.Shutdown(id, "ada"));
      rig.await(AgentEvent.SessionClosed.class);
    }
  }

  @Test
  void listsShowThatASessionWorksAndWhatItDidLast() {
    try (SessionRig rig = new SessionRig()) {
      rig.open();
      rig.say("one");
      rig.awaitTurns(1);
      rig.awaitState(SessionState.IDLE);
      rig.awaitThat("the row", () -> rig.row().filter(row -> row.turns() == 1).isPresent());
      var gate = Gates.closed(rig);
      rig.say("two");
      rig.awaitThat(
          "the status", () -> rig.row().orElseThrow().status().state() == SessionState.WORKING);
      gate.countDown();
      rig.awaitTurns(2);
      rig.awaitThat(
          "the row",
          () ->
              rig.row()
                  .filter(row -> row.turns() == 2)
                  .filter(row -> row.status().state() == SessionState.IDLE)
                  .isPresent());
      assertThat(rig.row().orElseThrow().title()).isEqualTo("one");
    }
  }
}
