package io.codextemporal.loop;

import static io.codextemporal.loop.Replies.answer;
import static io.codextemporal.loop.Replies.runs;
import static io.codextemporal.loop.Replies.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.Ask;
import io.codextemporal.tool.ToolOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Steers, interrupts and suspensions. */
class BreakInTest {
  private static final String ABORTED_NOTE = "user: <turn_aborted>";

  private final LoopStage stage = new LoopStage();

  @Test
  void aSteerDropsTheRunningAnswer() {
    stage
        .model
        .during(() -> stage.interruption.steer("op-2", "stop, do B"), new ModelOutcome.Steered())
        .replies(answer(says("B done.")));

    assertThat(stage.begin("do A")).isEqualTo(new TurnEnd.Completed("B done."));
    assertThat(stage.spoken())
        .containsExactly("user: do A", "user: stop, do B", "assistant: B done.");
    assertThat(stage.told(AgentEvent.UserMessage.class))
        .extracting(message -> message.op().value())
        .containsExactly("op-1", "op-2");
  }

  @Test
  void aSteerDuringToolsIsHeardBeforeTheNextRequest() {
    stage.hands.deed =
        attempt -> {
          stage.interruption.steer("op-2", "and C");
          return Optional.of(FakeHands.printed("x"));
        };
    stage.model.replies(answer(runs("a", "ls")), answer(says("Done.")));

    stage.begin("do A");
    assertThat(LoopStage.spoken(stage.model.lastRequest())).endsWith("user: and C");
  }

  @Test
  void aSteerAtTheLastAnswerKeepsTheTurnGoing() {
    stage
        .model
        .during(
            () -> stage.interruption.steer("op-2", "also D"),
            new ModelOutcome.Replied(answer(says("A done."))))
        .replies(answer(says("D done.")));

    assertThat(stage.begin("do A")).isEqualTo(new TurnEnd.Completed("D done."));
    assertThat(stage.spoken())
        .containsExactly("user: do A", "assistant: A done.", "user: also D", "assistant: D done.");
    assertThat(stage.told(AgentEvent.TurnCompleted.class)).hasSize(1);
  }

  @Test
  void anInterruptWhileTheModelAnswers() {
    stage.model.during(() -> stage.interruption.by = "ada", new ModelOutcome.Interrupted());

    assertThat(stage.begin("go")).isEqualTo(new TurnEnd.Aborted("ada"));
    assertThat(stage.told(AgentEvent.TurnAborted.class)).hasSize(1);
    assertThat(stage.spoken().getLast()).startsWith(ABORTED_NOTE);
  }

  @Test
  void anInterruptJustAfterAnAnswerWithCallsRunsNone() {
    stage.model.during(
        () -> stage.interruption.by = "ada",
        new ModelOutcome.Replied(answer(runs("a", "ls"), runs("b", "ls"))));

    assertThat(stage.begin("go")).isEqualTo(new TurnEnd.Aborted("ada"));
    assertThat(stage.hands.attempts).isEmpty();
    assertThat(stage.spoken()).containsSubsequence("a -> aborted", "b -> aborted");
  }

  @Test
  void anInterruptDuringToolsGivesEveryCallItsOutput() {
    stage.hands.deed =
        attempt -> {
          if (attempt.call().id().value().equals("b")) {
            stage.clock.advance(Duration.ofMillis(1_600));
            stage.interruption.by = "ada";
            return Optional.empty();
          }
          return Optional.of(FakeHands.printed("x"));
        };
    stage.model.replies(answer(runs("a", "1"), runs("b", "2"), runs("c", "3")));

    assertThat(stage.begin("go")).isEqualTo(new TurnEnd.Aborted("ada"));
    assertThat(stage.spoken().subList(4, 7))
        .containsExactly(
            "a -> Wall time: 0.1 seconds\nOutput:\nx",
            "b -> Wall time: 1.6 seconds\naborted by user",
            "c -> aborted");
    assertThat(stage.spoken().getLast()).startsWith(ABORTED_NOTE);
    assertThat(stage.events.getLast()).isInstanceOf(AgentEvent.TurnAborted.class);
    assertThat(stage.told(AgentEvent.ToolCallEnded.class)).hasSize(3);
  }

  @Test
  void anInterruptBeforeTheFirstRequest() {
    stage.interruption.by = "ada";

    assertThat(stage.begin("go")).isEqualTo(new TurnEnd.Aborted("ada"));
    assertThat(stage.model.requests).isEmpty();
  }

  @Test
  void anAbortAnswerEndsTheTurnAndItsOutputStays() {
    stage.hands.deed = attempt -> Optional.of(needsApproval("d1"));
    stage.approvals.decides(new ApprovalDecision.Abort());
    stage.model.replies(answer(runs("a", "rm"), runs("b", "rm")));

    assertThat(stage.begin("go")).isEqualTo(new TurnEnd.Aborted("ada"));
    assertThat(stage.spoken()).containsSubsequence("a -> rejected by user", "b -> aborted");
    assertThat(stage.told(AgentEvent.TurnAborted.class)).hasSize(1);
  }

  @Test
  void aTurnSuspendsBetweenTwoIterationsAndIsTakenUp() {
    stage.interruption.suspend = () -> true;
    stage.model.replies(answer(runs("a", "ls")), answer(says("Done.")));

    TurnEnd end = stage.begin("go");
    assertThat(end).isInstanceOf(TurnEnd.Suspended.class);
    assertThat(stage.history.openCalls()).isEmpty();
    assertThat(stage.loop().run(((TurnEnd.Suspended) end).state()))
        .isEqualTo(new TurnEnd.Completed("Done."));
    assertThat(stage.told(AgentEvent.TurnStarted.class)).hasSize(1);
    assertThat(stage.told(AgentEvent.TurnCompleted.class).getFirst().usage())
        .isEqualTo(Replies.USAGE.plus(Replies.USAGE));
  }

  @Test
  void anInterruptGoesBeforeASuspension() {
    stage.interruption.suspend = () -> true;
    stage.hands.deed =
        attempt -> {
          stage.interruption.by = "ada";
          return Optional.of(FakeHands.printed("x"));
        };
    stage.model.replies(answer(runs("a", "ls")));

    assertThat(stage.begin("go")).isEqualTo(new TurnEnd.Aborted("ada"));
  }

  static ToolOutcome needsApproval(String digest) {
    return new ToolOutcome.NeedsApproval(
        new Ask.Command(List.of("bash", "-lc", "rm"), "rm", null), "/ws", "`rm` asks", digest);
  }
}
