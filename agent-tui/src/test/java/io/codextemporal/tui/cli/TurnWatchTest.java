package io.codextemporal.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.protocol.TurnId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TurnWatchTest {
  private static final TurnId OTHER = new TurnId("turn-2");
  private final TurnWatch watch = TurnWatch.ofOp(Told.OP);

  @Test
  void followsTheTurnItsOpBegins() {
    assertThat(watch.see(new AgentEvent.TurnStarted(OTHER, new OpId("op-x")))).isFalse();
    assertThat(watch.see(Told.started())).isTrue();
    assertThat(watch.see(Told.message("hi"))).isTrue();
    assertThat(watch.outcome()).isEmpty();
    assertThat(watch.see(Told.completed("hi"))).isTrue();
    assertThat(watch.outcome())
        .contains(new TurnOutcome.Answered("hi", new TokenUsage(10, 4, 3, 1)));
  }

  @Test
  void passesOverOtherTurns() {
    watch.see(Told.started());
    assertThat(watch.see(new AgentEvent.AgentMessage(OTHER, "m", "no"))).isFalse();
    assertThat(watch.see(new AgentEvent.TurnAborted(OTHER, "ada", 1))).isFalse();
    assertThat(watch.outcome()).isEmpty();
  }

  @Test
  void endsOnlyOnce() {
    watch.see(Told.started());
    watch.see(Told.aborted("ada"));
    watch.see(Told.completed("late"));
    assertThat(watch.outcome()).contains(new TurnOutcome.Interrupted("ada"));
  }

  @ParameterizedTest
  @EnumSource(ErrorKind.class)
  void tellsWhyATurnFailed(ErrorKind kind) {
    watch.see(Told.started());
    watch.see(Told.failed(kind));
    assertThat(watch.outcome()).contains(new TurnOutcome.Failed(kind, "it broke"));
  }

  @Test
  void aRefusedMessageHasNoTurn() {
    watch.see(new AgentEvent.OpRefused(new OpId("op-other"), "no"));
    assertThat(watch.outcome()).isEmpty();
    watch.see(new AgentEvent.OpRefused(Told.OP, "the session is closing"));
    assertThat(watch.outcome()).contains(new TurnOutcome.Refused("the session is closing"));
  }

  @Test
  void aQuestionThatStaysOpenNeedsAPerson() {
    watch.see(Told.started());
    watch.see(new AgentEvent.RequestOpened(Told.request("call_1")));
    assertThat(watch.outcome()).as("more events may answer it").isEmpty();
    watch.caughtUp();
    assertThat(watch.outcome())
        .contains(new TurnOutcome.NeedsPerson(java.util.List.of(Told.request("call_1"))));
  }

  @Test
  void aQuestionThatIsAnsweredMeanwhileNeedsNobody() {
    watch.see(Told.started());
    watch.see(new AgentEvent.RequestOpened(Told.request("call_1")));
    watch.see(new AgentEvent.RequestClosed(Told.CALL, "approved", "ada"));
    watch.caughtUp();
    assertThat(watch.outcome()).isEmpty();
  }

  @Test
  void aMessageWaitsBehindAnotherTurn() {
    watch.see(Told.queue(Told.OP));
    watch.caughtUp();
    assertThat(watch.queued()).isTrue();
    assertThat(watch.outcome()).isEmpty();
    watch.see(Told.queue());
    watch.see(Told.started());
    watch.caughtUp();
    assertThat(watch.queued()).isFalse();
    assertThat(watch.outcome()).isEmpty();
  }

  @Test
  void aMessageTakenOutOfTheQueueIsRefused() {
    watch.see(Told.queue(Told.OP));
    watch.see(Told.queue());
    watch.caughtUp();
    assertThat(watch.outcome()).get().isInstanceOf(TurnOutcome.Refused.class);
  }

  @Test
  void aClosedSessionEndsTheWait() {
    watch.see(Told.started());
    watch.see(new AgentEvent.SessionClosed("ada"));
    assertThat(watch.outcome()).contains(new TurnOutcome.Closed("ada"));
  }

  @Test
  void anEarlierEndOfAReopenedSessionIsNoEnd() {
    watch.see(new AgentEvent.SessionClosed("ada"));
    assertThat(watch.outcome()).isEmpty();
    watch.see(new AgentEvent.OpAccepted(Told.OP));
    watch.see(new AgentEvent.SessionClosed("ada"));
    assertThat(watch.outcome()).contains(new TurnOutcome.Closed("ada"));
  }

  @Test
  void followsARunningTurn() {
    TurnWatch running = TurnWatch.ofTurn(Told.TURN);
    running.see(Told.completed("done"));
    assertThat(running.outcome()).get().isInstanceOf(TurnOutcome.Answered.class);
  }

  @Test
  void followsWhateverBeginsNext() {
    TurnWatch next = TurnWatch.ofNextTurn();
    next.see(Told.started());
    next.see(Told.failed(ErrorKind.OUTAGE));
    assertThat(next.outcome()).get().isInstanceOf(TurnOutcome.Failed.class);
  }

  @Test
  void unknownEventsPass() {
    assertThat(watch.see(new AgentEvent.Unknown())).isFalse();
  }
}
