package io.codextemporal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.conversation.ItemView;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.loop.ToolResult.Meaning;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallRunnerTest {
  private static final TurnId TURN = new TurnId("turn-1");
  private static final ToolCall CALL =
      Replies.call("a", "exec_command", "{\"cmd\":\"make\"}", false);
  private static final ToolOutcome LOST =
      new ToolOutcome.OutcomeUnknown("make", "started at 08:00, pid 12 is gone", "lost");

  private final LoopStage stage = new LoopStage();

  private ToolResult run() {
    return stage.runner().run(TURN, CALL);
  }

  private String output(ToolResult result) {
    return ((ItemView.FunctionCallOutput) ItemView.of(result.item())).output();
  }

  private AgentEvent.ToolCallEnded ended() {
    assertThat(stage.told(AgentEvent.ToolCallStarted.class)).hasSize(1);
    assertThat(stage.told(AgentEvent.ToolCallEnded.class)).hasSize(1);
    return stage.told(AgentEvent.ToolCallEnded.class).getFirst();
  }

  /** First the given outcome, then a run that printed. */
  private void firstly(ToolOutcome outcome) {
    stage.hands.deed =
        attempt -> Optional.of(attempt.grant() == null ? outcome : FakeHands.printed("ran"));
  }

  static Stream<Arguments> decisionsThatGrant() {
    return Stream.of(
        Arguments.of(new ApprovalDecision.Approved()),
        Arguments.of(new ApprovalDecision.ApprovedForSession()),
        Arguments.of(new ApprovalDecision.ApprovedWithAmendment(List.of("make"))));
  }

  @ParameterizedTest
  @MethodSource("decisionsThatGrant")
  void aYesRunsItWithExactlyWhatWasShown(ApprovalDecision decision) {
    firstly(BreakInTest.needsApproval("shown"));
    stage.approvals.decides(decision);

    ToolResult result = run();
    assertThat(result.meaning()).isEqualTo(Meaning.RAN);
    assertThat(stage.hands.attempts)
        .containsExactly(
            new FakeHands.Attempt(CALL, null, false), new FakeHands.Attempt(CALL, "shown", false));
    assertThat(stage.approvals.asked.getFirst().digest()).isEqualTo("shown");
    assertThat(stage.approvals.asked.getFirst().cwd()).isEqualTo("/ws");
    assertThat(ended().status()).isEqualTo(ToolCallStatus.COMPLETED);
  }

  static Stream<Arguments> answersThatDoNot() {
    return Stream.of(
        Arguments.of(decided(new ApprovalDecision.Denied("")), "rejected by user"),
        Arguments.of(
            decided(new ApprovalDecision.Denied("use make -n")), "rejected by user: use make -n"),
        Arguments.of(
            decided(new ApprovalDecision.Unknown()),
            "rejected by user: the answer was not understood"),
        Arguments.of(
            new ApprovalOutcome.Answered(Map.of(), "ada"),
            "rejected by user: the answer was not understood"));
  }

  @ParameterizedTest
  @MethodSource("answersThatDoNot")
  void anythingButAYesRunsNothing(ApprovalOutcome answer, String output) {
    firstly(BreakInTest.needsApproval("shown"));
    stage.approvals.person = request -> answer;

    ToolResult result = run();
    assertThat(output(result)).isEqualTo(output);
    assertThat(result.meaning()).isEqualTo(Meaning.DENIED);
    assertThat(stage.hands.attempts).hasSize(1);
    assertThat(ended().status()).isEqualTo(ToolCallStatus.DECLINED);
  }

  @Test
  void anInterruptedQuestionLeavesTheCallUnstarted() {
    firstly(BreakInTest.needsApproval("shown"));
    stage.approvals.person = request -> new ApprovalOutcome.Interrupted();

    ToolResult result = run();
    assertThat(output(result)).isEqualTo("aborted");
    assertThat(result.meaning()).isEqualTo(Meaning.INTERRUPTED);
    assertThat(ended().status()).isEqualTo(ToolCallStatus.ABORTED);
  }

  @Test
  void anAbortInterruptsTheTurnInTheAnswerersName() {
    firstly(BreakInTest.needsApproval("shown"));
    stage.approvals.decides(new ApprovalDecision.Abort());

    assertThat(run().meaning()).isEqualTo(Meaning.INTERRUPTED);
    assertThat(stage.interruption.by).isEqualTo("ada");
  }

  @Test
  void underNeverNobodyIsAsked() {
    firstly(BreakInTest.needsApproval("shown"));
    stage.approvals.mode = ApprovalMode.NEVER;

    ToolResult result = run();
    assertThat(output(result)).isEqualTo("`rm` asks; approval policy is never");
    assertThat(result.meaning()).isEqualTo(Meaning.RAN);
    assertThat(stage.approvals.asked).isEmpty();
  }

  @Test
  void whatChangedSinceItWasShownIsAskedAgain() {
    stage.hands.deed =
        attempt ->
            Optional.of(
                "second".equals(attempt.grant())
                    ? FakeHands.printed("ran")
                    : BreakInTest.needsApproval(attempt.grant() == null ? "first" : "second"));
    stage.approvals.decides(new ApprovalDecision.Approved());

    assertThat(run().meaning()).isEqualTo(Meaning.RAN);
    assertThat(stage.approvals.asked)
        .extracting(request -> request.digest())
        .containsExactly("first", "second");
  }

  @Test
  void aCallThatNeverStopsChangingIsRefused() {
    stage.hands.deed =
        attempt -> Optional.of(BreakInTest.needsApproval("n" + stage.hands.attempts.size()));
    stage.approvals.decides(new ApprovalDecision.Approved());

    assertThat(output(run())).isEqualTo("rejected: what was to be approved kept changing");
    assertThat(stage.hands.attempts).hasSize(8);
  }

  @Test
  void anUnknownOutcomeRunsAgainOnlyWhenAPersonSaysSo() {
    firstly(LOST);
    stage.approvals.decides(new ApprovalDecision.Approved());

    assertThat(run().meaning()).isEqualTo(Meaning.RAN);
    assertThat(stage.hands.attempts)
        .containsExactly(
            new FakeHands.Attempt(CALL, null, false), new FakeHands.Attempt(CALL, "lost", true));
    assertThat(stage.approvals.asked.getFirst().ask())
        .isEqualTo(new Ask.UnknownOutcome("make", "started at 08:00, pid 12 is gone"));
  }

  @Test
  void anUnknownOutcomeIsToldToTheModelUnderNever() {
    firstly(LOST);
    stage.approvals.mode = ApprovalMode.NEVER;

    assertThat(output(run())).startsWith("outcome unknown").contains("pid 12 is gone");
    assertThat(stage.hands.attempts).hasSize(1);
    assertThat(ended().status()).isEqualTo(ToolCallStatus.OUTCOME_UNKNOWN);
  }

  @Test
  void anUnknownOutcomeIsToldToTheModelWithAPersonsWords() {
    firstly(LOST);
    stage.approvals.decides(new ApprovalDecision.Denied("it did run"));

    ToolResult result = run();
    assertThat(output(result)).endsWith("user: it did run");
    assertThat(result.meaning()).isEqualTo(Meaning.RAN);
  }

  @Test
  void aRefusalIsReadByTheModel() {
    firstly(new ToolOutcome.Refused("`x` rejected: policy"));

    ToolResult result = run();
    assertThat(output(result)).isEqualTo("`x` rejected: policy");
    assertThat(result.meaning()).isEqualTo(Meaning.RAN);
    assertThat(ended().status()).isEqualTo(ToolCallStatus.DECLINED);
  }

  @Test
  void aFailedCommandTellsItsExit() {
    firstly(FakeHands.exited(2, "no rule", "Process exited with code 2\n"));

    assertThat(output(run())).isEqualTo("Process exited with code 2\nOutput:\nno rule");
    assertThat(ended().status()).isEqualTo(ToolCallStatus.FAILED);
    assertThat(ended().exitCode()).isEqualTo(2);
    assertThat(ended().millis()).isEqualTo(100);
    assertThat(ended().output()).isEqualTo("no rule");
  }

  @Test
  void aKeptOutputIsNamedOnlyIfTheNameIsRight() {
    String right = OutputItems.output(CALL, "text").digest();
    firstly(new ToolOutcome.Completed("text", 0, true, 0, 1, null, right));
    assertThat(run().keptDigest()).isEqualTo(right);

    firstly(new ToolOutcome.Completed("text", 0, true, 0, 1, null, "0".repeat(64)));
    assertThat(run().keptDigest()).isNull();
  }

  @Test
  void aNonsensicalBodyOffsetHarmsNothing() {
    firstly(new ToolOutcome.Completed("text", 99, true, 0, 1, null, null));
    assertThat(output(run())).isEqualTo("text");
  }

  @Test
  void aLongOutputIsCutForPeopleNotForTheModel() {
    firstly(FakeHands.printed("ä".repeat(20_000)));

    assertThat(output(run())).endsWith("ä".repeat(20_000));
    assertThat(ended().output()).contains("…12000 chars truncated…");
  }

  @Test
  void aCallOfTheUsersOwnIsStoppedLikeAnyOther() {
    stage.hands.deed =
        attempt -> {
          stage.clock.advance(Duration.ofSeconds(12));
          return Optional.empty();
        };

    ToolResult result = stage.runner().run(null, CALL);
    assertThat(output(result)).isEqualTo("Wall time: 12.0 seconds\naborted by user");
    assertThat(ended().turn()).isNull();
    assertThat(ended().millis()).isEqualTo(12_000);
  }

  private static ApprovalOutcome decided(ApprovalDecision decision) {
    return new ApprovalOutcome.Decided(decision, "ada");
  }

  @Test
  void howItWasJudgedGoesWithItsEndAndWarningsAreTold() {
    Judgement judgement = new Judgement("run", true, "rule `make` (/c/default.rules:1)");
    stage.hands.deed =
        attempt ->
            Optional.of(
                new ToolOutcome.Judged(
                    judgement, List.of("x.rules:3: broken"), FakeHands.printed("ran")));
    run();
    assertThat(ended().judgement()).isEqualTo(judgement);
    assertThat(stage.told(AgentEvent.Warning.class))
        .containsExactly(new AgentEvent.Warning("x.rules:3: broken"));
  }
}
