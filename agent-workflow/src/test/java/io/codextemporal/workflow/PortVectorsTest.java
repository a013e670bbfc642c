package io.codextemporal.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.wire.Keyring;
import io.codextemporal.wire.SessionClients;
import io.temporal.activity.Activity;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be done, and what can be read, by whoever reaches Temporal's port. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PortVectorsTest {
  private static final String SECRET = "the secret plan of ada";

  @ParameterizedTest
  @ValueSource(strings = {"tmp-03", "tmp-04", "tmp-05", "tmp-13", "cred-04", "cred-05"})
  void theSessionIsUnharmed(String id) {
    switch (id) {
      case "tmp-03" -> forgedApproval();
      case "tmp-04" -> approvedTwiceThenDenied();
      case "tmp-05" -> approvedAfterTheInterrupt();
      case "tmp-13" -> onlyItsOwnMachine();
      case "cred-04" -> nothingInTheClear();
      case "cred-05" -> heartbeatsAreSealed();
      default -> throw new IllegalArgumentException(id);
    }
  }

  /**
   * By one without a key, one with another key, and one who replays an answer of another session.
   */
  private void forgedApproval() {
    try (SessionRig rig = asking()) {
      Op.Approval forged =
          new Op.Approval(
              new OpId("evil"), "eve", new CallId("c1"), new ApprovalDecision.Approved(), "d1");
      WorkflowClientOptions plain =
          WorkflowClientOptions.newBuilder()
              .setNamespace(rig.client.getOptions().getNamespace())
              .build();
      for (WorkflowClientOptions stranger :
          List.of(plain, SessionClients.client(plain, Keyring.random()))) {
        WorkflowClient.newInstance(rig.client.getWorkflowServiceStubs(), stranger)
            .newUntypedWorkflowStub(SessionRig.ID.value())
            .signal(MessageNames.SIGNAL_OP, forged);
      }
      OpId wrongDigest =
          rig.send(op ->
              new Op.Approval(
                  op, "ada", new CallId("c1"), new ApprovalDecision.Approved(), "another"));
      rig.awaitThat("an answer", () -> !rig.answers(wrongDigest).isEmpty());
      assertThat(rig.answers(wrongDigest).getFirst()).startsWith("what was shown has changed");
      rig.awaitState(SessionState.WAITING);
      assertThat(rig.machine.runs).hasSize(1);
      deny(rig, "bob");
      rig.awaitTurns(1);
      assertThat(rig.machine.runs).hasSize(1);
      assertThat(rig.await(AgentEvent.RequestClosed.class).by()).isEqualTo("bob");
    }
  }

  private void approvedTwiceThenDenied() {
    try (SessionRig rig = asking()) {
      OpId once = new OpId("once");
      Op.Approval approval =
          new Op.Approval(once, "ada", new CallId("c1"), new ApprovalDecision.Approved(), "d1");
      rig.signal(approval);
      rig.signal(approval);
      OpId second = approve(rig, "bob");
      OpId denial = deny(rig, "bob");
      rig.awaitTurns(1);
      rig.awaitThat("an answer", () -> !rig.answers(denial).isEmpty());
      assertThat(rig.answers(once)).containsOnly("accepted");
      for (OpId late : List.of(second, denial)) {
        assertThat(rig.answers(late))
            .containsExactly("call c1 is not open any more: approved by ada");
      }
      assertThat(rig.machine.runs.stream().filter(run -> run.grant() != null)).hasSize(1);
      assertThat(Replies.outputs(rig.machine.asked.getLast())).containsExactly("gone");
    }
  }

  private void approvedAfterTheInterrupt() {
    try (SessionRig rig = asking()) {
      rig.send(op -> new Op.Interrupt(op, "ada"));
      rig.awaitTurns(1);
      OpId late = approve(rig, "ada");
      rig.awaitThat("an answer", () -> !rig.answers(late).isEmpty());
      assertThat(rig.answers(late)).containsExactly("call c1 is not open any more: withdrawn");
      rig.machine.model = (items, call) -> Replies.text("done");
      rig.say("go on");
      rig.awaitTurns(2);
      assertThat(rig.machine.runs).hasSize(1);
    }
  }

  /** Everything a session has done is put on the queue of the machine that owns its folder. */
  private void onlyItsOwnMachine() {
    assertThat(MessageNames.queue("laptop")).isNotEqualTo(MessageNames.queue("devbox"));
    try (SessionRig rig = asking()) {
      approve(rig, "ada");
      rig.awaitTurns(1);
      List<String> queues =
          history(rig).stream()
              .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
              .map(e -> e.getActivityTaskScheduledEventAttributes().getTaskQueue().getName())
              .toList();
      assertThat(queues).hasSizeGreaterThanOrEqualTo(3).containsOnly(SessionRig.QUEUE);
    }
  }

  private void nothingInTheClear() {
    try (SessionRig rig = asking()) {
      approve(rig, "ada");
      rig.awaitTurns(1);
      assertThat(rig.client.fetchHistory(SessionRig.ID.value()).toJson(false))
          .doesNotContain(SECRET, "rm -rf x", "\"/work");
      assertThat(describe(rig).toString()).doesNotContain(SECRET, "rm -rf x", "\"/work");
      assertThat(
              describe(rig)
                  .getWorkflowExecutionInfo()
                  .getSearchAttributes()
                  .getIndexedFieldsMap()
                  .keySet())
          .isSubsetOf(MessageNames.ATTRIBUTE_STATUS, MessageNames.ATTRIBUTE_FOLDER, "BuildIds");
    }
  }

  private void heartbeatsAreSealed() {
    try (SessionRig rig = new SessionRig()) {
      CountDownLatch seen = new CountDownLatch(1);
      rig.machine.model =
          (items, call) -> {
            Activity.getExecutionContext()
                .heartbeat(
                    new StreamBeat(
                        "model",
                        new TurnId("turn-1"),
                        null,
                        1,
                        SECRET,
                        List.of(new StreamBeat.Tail("text", "", 0, SECRET))));
            try {
              seen.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return Replies.text("done");
          };
      rig.open();
      rig.say(SECRET);
      rig.awaitThat(
          "a heartbeat",
          () ->
              describe(rig).getPendingActivitiesList().stream()
                  .anyMatch(pending -> pending.getHeartbeatDetails().getPayloadsCount() > 0));
      DescribeWorkflowExecutionResponse told = describe(rig);
      seen.countDown();
      assertThat(told.toString()).doesNotContain(SECRET).contains("ct/sealed");
      rig.awaitTurns(1);
    }
  }

  private static SessionRig asking() {
    SessionRig rig = new SessionRig();
    rig.machine.model =
        (items, call) ->
            Replies.outputs(items).isEmpty()
                ? Replies.calls(Replies.call("c1", "rm -rf x"))
                : Replies.text("saw " + Replies.outputs(items));
    rig.machine.tool =
        run ->
            run.grant() != null && run.grant().digest().equals("d1")
                ? Replies.ran("gone")
                : Replies.asks("rm -rf x", "d1");
    rig.open();
    rig.say(SECRET);
    rig.await(AgentEvent.RequestOpened.class);
    return rig;
  }

  private static OpId approve(SessionRig rig, String from) {
    return rig.send(
        op -> new Op.Approval(op, from, new CallId("c1"), new ApprovalDecision.Approved(), "d1"));
  }

  private static OpId deny(SessionRig rig, String from) {
    return rig.send(
        op -> new Op.Approval(op, from, new CallId("c1"), new ApprovalDecision.Denied("no"), null));
  }

  private static List<HistoryEvent> history(SessionRig rig) {
    return rig.client.fetchHistory(SessionRig.ID.value()).getEvents();
  }

  /** As anybody may ask. */
  private static DescribeWorkflowExecutionResponse describe(SessionRig rig) {
    return rig.client
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(rig.client.getOptions().getNamespace())
                .setExecution(rig.stub().getExecution())
                .build());
  }
}
