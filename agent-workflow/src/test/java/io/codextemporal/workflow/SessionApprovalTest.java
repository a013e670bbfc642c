package io.codextemporal.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.SettingsPatch;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.protocol.WaitingFor;
import io.codextemporal.tool.ToolOutcome;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SessionApprovalTest {
  private static OpId answer(
      SessionRig rig, String from, String call, ApprovalDecision decision, String digest) {
    return rig.send(id -> new Op.Approval(id, from, new CallId(call), decision, digest));
  }

  /** A model that asks for one command, and a machine that asks for leave. */
  private static SessionRig asking() {
    SessionRig rig = new SessionRig();
    rig.machine.model =
        (items, call) ->
            Replies.outputs(items).isEmpty()
                ? Replies.calls(Replies.call("c1", "rm -rf x"))
                : Replies.text("saw " + Replies.outputs(items));
    rig.machine.tool =
        run -> {
          boolean granted =
              run.sessionGrants().contains(Replies.key(Replies.asks("rm -rf x", "d1")))
                  || run.grant() != null && run.grant().digest().equals("d1");
          return granted ? Replies.ran("gone") : Replies.asks("rm -rf x", "d1");
        };
    rig.open();
    rig.say("clean up");
    rig.await(AgentEvent.RequestOpened.class);
    return rig;
  }

  @Test
  @Tag("C2")
  void approveAndDenyFromTwoScreensOneWinsAndBothSeeWho() {
    try (SessionRig rig = asking()) {
      rig.awaitState(SessionState.WAITING);
      SessionDetail detail = rig.show();
      assertThat(detail.pending())
          .singleElement()
          .satisfies(request -> assertThat(request.call().value()).isEqualTo("c1"));
      assertThat(detail.summary().status().waitingFor()).isEqualTo(WaitingFor.APPROVAL);
      OpId first = answer(rig, "ada", "c1", new ApprovalDecision.Approved(), "d1");
      OpId second = answer(rig, "bob", "c1", new ApprovalDecision.Denied("no"), null);
      rig.awaitTurns(1);
      assertThat(rig.answers(first)).containsExactly("accepted");
      assertThat(rig.answers(second))
          .containsExactly("call c1 is not open any more: approved by ada");
      assertThat(rig.await(AgentEvent.RequestClosed.class))
          .isEqualTo(new AgentEvent.RequestClosed(new CallId("c1"), "approved", "ada"));
      assertThat(Replies.outputs(rig.machine.asked.getLast())).containsExactly("gone");
      assertThat(rig.machine.runs).hasSize(2);
      assertThat(rig.machine.runs.getLast().grant().digest()).isEqualTo("d1");
    }
  }

  @Test
  void aDenialIsReadByTheModelAndTheCommandNeverRuns() {
    try (SessionRig rig = asking()) {
      answer(rig, "ada", "c1", new ApprovalDecision.Denied("use trash"), null);
      rig.awaitTurns(1);
      assertThat(Replies.outputs(rig.machine.asked.getLast()).getFirst())
          .contains("rejected by user", "use trash");
      assertThat(rig.machine.runs).hasSize(1);
      assertThat(rig.await(AgentEvent.ToolCallEnded.class).status())
          .isEqualTo(ToolCallStatus.DECLINED);
    }
  }

  @Test
  void anAbortEndsTheTurn() {
    try (SessionRig rig = asking()) {
      answer(rig, "ada", "c1", new ApprovalDecision.Abort(), null);
      assertThat(rig.await(AgentEvent.TurnAborted.class).by()).isEqualTo("ada");
      rig.say("go on");
      rig.awaitTurns(2);
      assertThat(Replies.outputs(rig.machine.asked.getLast())).hasSize(1);
    }
  }

  @Test
  void answersThatFitNothingAreRefusedAndTheRequestStaysOpen() {
    try (SessionRig rig = asking()) {
      OpId unknownCall = answer(rig, "ada", "c9", new ApprovalDecision.Approved(), null);
      OpId otherDigest = answer(rig, "ada", "c1", new ApprovalDecision.Approved(), "d0");
      OpId newer = answer(rig, "ada", "c1", new ApprovalDecision.Unknown(), null);
      OpId words = rig.send(id -> new Op.Answer(id, "ada", new CallId("c1"), java.util.Map.of()));
      rig.awaitThat("answers", () -> !rig.answers(words).isEmpty());
      assertThat(rig.answers(unknownCall)).containsExactly("no open request has the call id c9");
      assertThat(rig.answers(otherDigest).getFirst()).startsWith("what was shown has changed");
      assertThat(rig.answers(newer)).containsExactly("this session does not know that decision");
      assertThat(rig.answers(words).getFirst()).contains("asks for an approval");
      rig.awaitState(SessionState.WAITING);
      rig.send(id -> new Op.Interrupt(id, "bob"));
      rig.await(AgentEvent.TurnAborted.class);
      assertThat(rig.await(AgentEvent.RequestClosed.class).by()).isEmpty();
      OpId late = answer(rig, "ada", "c1", new ApprovalDecision.Approved(), null);
      rig.awaitThat("an answer", () -> !rig.answers(late).isEmpty());
      assertThat(rig.answers(late)).containsExactly("call c1 is not open any more: withdrawn");
    }
  }

  @Test
  void approvedForTheSessionIsNotAskedAgain() {
    try (SessionRig rig = asking()) {
      answer(rig, "ada", "c1", new ApprovalDecision.ApprovedForSession(), null);
      rig.awaitTurns(1);
      rig.machine.model =
          (items, call) ->
              Replies.outputs(items).size() == 1
                  ? Replies.calls(Replies.call("c2", "rm -rf x"))
                  : Replies.text("done");
      rig.say("again");
      rig.awaitTurns(2);
      assertThat(rig.machine.runs.getLast().sessionGrants()).hasSize(1);
      assertThat(rig.machine.runs).hasSize(3);
    }
  }

  @Test
  void aCallThatWaitsForAPersonHoldsUpNoOther() {
    try (SessionRig rig = new SessionRig()) {
      rig.machine.model =
          (items, call) ->
              Replies.outputs(items).isEmpty()
                  ? Replies.calls(Replies.call("c1", "ask"), Replies.call("c2", "go"))
                  : Replies.text("saw " + Replies.outputs(items));
      rig.machine.tool =
          run ->
              run.call().id().value().equals("c1") && run.grant() == null
                  ? Replies.asks("ask", "d1")
                  : Replies.ran(run.call().id().value());
      rig.open();
      rig.say("both");
      rig.await(AgentEvent.RequestOpened.class);
      rig.await(AgentEvent.ToolCallEnded.class, e -> e.call().value().equals("c2"));
      answer(rig, "ada", "c1", new ApprovalDecision.Approved(), null);
      rig.awaitTurns(1);
      assertThat(Replies.outputs(rig.machine.asked.getLast())).containsExactly("c1", "c2");
    }
  }

  @Test
  void approvedForTheTurnAnswersAllLikeItOpenOrToCome() {
    try (SessionRig rig = new SessionRig()) {
      rig.machine.model =
          (items, call) ->
              switch (Replies.outputs(items).size()) {
                case 0 -> Replies.calls(Replies.call("c1", "npm ci"), Replies.call("c2", "npm ci"));
                case 2 -> Replies.calls(Replies.call("c3", "npm ci"));
                case 3 -> Replies.text("done");
                default -> Replies.calls(Replies.call("c4", "npm ci"));
              };
      rig.machine.tool =
          run ->
              run.grant() == null
                  ? Replies.asks("npm ci", "d " + run.call().id())
                  : Replies.ran("ok");
      rig.open();
      rig.say("install");
      rig.await(AgentEvent.RequestOpened.class, e -> e.request().call().value().equals("c2"));
      answer(rig, "ada", "c2", new ApprovalDecision.ApprovedForTurn(), "d c2");
      rig.awaitTurns(1);
      assertThat(
              rig.events().stream()
                  .map(SequencedEvent::event)
                  .filter(AgentEvent.RequestClosed.class::isInstance)
                  .map(AgentEvent.RequestClosed.class::cast)
                  .map(e -> e.call() + " " + e.outcome() + " by " + e.by()))
          .containsExactlyInAnyOrder(
              "c2 approved_for_turn by ada",
              "c1 approved_for_turn by ada",
              "c3 approved_for_turn by ada");
      rig.machine.model =
          (items, call) ->
              Replies.outputs(items).size() == 3
                  ? Replies.calls(Replies.call("c4", "npm ci"))
                  : Replies.text("done");
      rig.say("once more");
      rig.await(AgentEvent.RequestOpened.class, e -> e.request().call().value().equals("c4"));
      rig.awaitState(SessionState.WAITING);
    }
  }

  @Test
  void anotherPolicyHoldsFromTheNextDecisionOnInTheRunningTurn() {
    try (SessionRig rig = asking()) {
      rig.machine.model =
          (items, call) ->
              Replies.outputs(items).size() < 2
                  ? Replies.calls(Replies.call("c2", "ls"))
                  : Replies.text("done");
      rig.send(id ->
          new Op.OverrideSettings(
              id,
              "ada",
              new SettingsPatch(
                  null,
                  null,
                  null,
                  null,
                  ApprovalMode.UNTRUSTED,
                  SandboxMode.DANGER_FULL_ACCESS,
                  null,
                  null)));
      rig.await(AgentEvent.SettingsChanged.class);
      answer(rig, "ada", "c1", new ApprovalDecision.Approved(), "d1");
      rig.await(AgentEvent.RequestOpened.class, e -> e.request().call().value().equals("c2"));
      assertThat(rig.machine.runs.getFirst().settings().approval())
          .isEqualTo(ApprovalMode.ON_REQUEST);
      assertThat(rig.machine.runs.get(1).settings().approval()).isEqualTo(ApprovalMode.UNTRUSTED);
      assertThat(rig.machine.runs.getLast().settings().sandbox())
          .isEqualTo(SandboxMode.DANGER_FULL_ACCESS);
    }
  }

  @Test
  void aRuleThatWasNotOfferedIsRefused() {
    try (SessionRig rig = asking()) {
      OpId rule =
          answer(rig, "ada", "c1", new ApprovalDecision.ApprovedWithAmendment(List.of("rm")), "d1");
      rig.awaitThat("an answer", () -> !rig.answers(rule).isEmpty());
      assertThat(rig.answers(rule)).containsExactly("no such rule was offered for call c1");
      rig.awaitState(SessionState.WAITING);
    }
  }

  @Test
  void twoHundredParallelCallsEachHaveTheirOutputInOrder() {
    try (SessionRig rig = new SessionRig()) {
      List<String> ids = java.util.stream.IntStream.range(0, 200).mapToObj(i -> "c" + i).toList();
      rig.machine.model =
          (items, call) ->
              Replies.outputs(items).isEmpty()
                  ? Replies.calls(
                      ids.stream()
                          .map(id -> Replies.call(id, "echo"))
                          .toArray(io.codextemporal.tool.ToolCall[]::new))
                  : Replies.text("done");
      rig.machine.tool = run -> Replies.ran(run.call().id().value());
      rig.open();
      rig.say("all");
      rig.awaitTurns(1);
      assertThat(Replies.outputs(rig.machine.asked.getLast())).isEqualTo(ids);
    }
  }

  @Test
  void anUnknownOutcomeAsksBeforeItRunsAgain() {
    try (SessionRig rig = new SessionRig()) {
      rig.machine.model =
          (items, call) ->
              Replies.outputs(items).isEmpty()
                  ? Replies.calls(Replies.call("c1", "deploy"))
                  : Replies.text("done");
      rig.machine.tool =
          run ->
              run.grant() != null && run.grant().again()
                  ? Replies.ran("deployed")
                  : new ToolOutcome.OutcomeUnknown("deploy", "it was started, no trace", "d7");
      rig.open();
      rig.say("deploy");
      rig.await(AgentEvent.RequestOpened.class);
      answer(rig, "ada", "c1", new ApprovalDecision.Approved(), "d7");
      rig.awaitTurns(1);
      assertThat(Replies.outputs(rig.machine.asked.getLast())).containsExactly("deployed");
    }
  }
}
