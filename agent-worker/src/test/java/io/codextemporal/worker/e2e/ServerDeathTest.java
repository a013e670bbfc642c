package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.SentRequest;
import io.codextemporal.activities.scripted.When;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.tui.session.Ids;
import io.temporal.api.activity.v1.ActivityOptions;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.UpdateActivityOptionsRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The server is killed in the middle of a turn and comes back on its database, soon or after longer
 * than the heartbeat timeout; the same worker lives through all of it and brings the turn to its
 * end.
 */
@Tag("e2e")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerDeathTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(4);

  private ScriptedModel model;
  private TestServer server;
  private TestHome home;
  private TestWorker worker;
  private Witness witness;

  /** How long the server is away. */
  enum Absence {
    SHORT(Duration.ofSeconds(1)),
    /** Longer than the heartbeat timeout, which the test shortens. */
    LONG(HEARTBEAT_TIMEOUT.plusSeconds(1));

    private final Duration time;

    Absence(Duration time) {
      this.time = time;
    }

    String called(String point) {
      return (point + "-" + this).toLowerCase(java.util.Locale.ROOT);
    }
  }

  @BeforeAll
  void world() throws Exception {
    model = ScriptedModel.start();
    server = TestServer.start();
    home = TestHome.on(server, model.baseUrl());
    witness = Witness.of(home);
    worker = TestWorker.start(home);
  }

  @AfterAll
  void end() throws Exception {
    worker.close();
    server.close();
    model.close();
    home.close();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T1")
  void inAModelCall(Absence absence) throws Exception {
    String name = absence.called("model");
    model.on(step(name, 0), Reply.stream().gate(name).exec(name, witness.script(name, "echo one")));
    model.on(step(name, 1), Reply.say("Done."));
    try (TestSession session = TestSession.start(home, name)) {
      Await.until(
          "the model is asked", PATIENCE, () -> model.requests().stream().anyMatch(step(name, 0)));
      if (absence == Absence.LONG) {
        shortenHeartbeats(session.id());
      }
      server.kill9();
      model.open(name);
      await(absence);
      server.restart();
      completes(session, name);
    }
  }

  @Test
  @Tag("T1")
  void inACommandThatEndsWhileItIsAway() throws Exception {
    String name = Absence.SHORT.called("command");
    try (TestSession session = runsACommand(name)) {
      server.kill9();
      release(name);
      await(Absence.SHORT);
      server.restart();
      completes(session, name);
    }
  }

  @Test
  @Tag("T1")
  @Tag("T9")
  void aCommandThatRunsOnIsNotRunBesideItself() throws Exception {
    String name = Absence.LONG.called("command");
    try (TestSession session = runsACommand(name)) {
      shortenHeartbeats(session.id());
      server.kill9();
      await(Absence.LONG);
      server.restart();
      Await.until(
          "the server gave the call to another attempt",
          PATIENCE,
          () -> pending(session.id()).stream().anyMatch(call -> call.getAttempt() > 1));
      assertThat(witness.runsOf(name)).isOne();
      release(name);
      completes(session, name);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T1")
  void withAnOpenRequest(Absence absence) throws Exception {
    String name = absence.called("approval");
    model.on(step(name, 0), Reply.exec(name, witness.script(name, "echo one")));
    model.on(step(name, 1), Reply.say("Done."));
    try (TestSession session =
        TestSession.start(home, name, ApprovalMode.UNTRUSTED, SandboxMode.DANGER_FULL_ACCESS)) {
      PendingRequest request = session.await(AgentEvent.RequestOpened.class, PATIENCE).request();
      server.kill9();
      await(absence);
      server.restart();
      assertThat(witness.runsOf(name)).isZero();
      session.send(
          new Op.Approval(Ids.op(), "test", request.call(), new ApprovalDecision.Approved(), null));
      session.log().approved(name);
      completes(session, name);
    }
  }

  private TestSession runsACommand(String name) throws Exception {
    model.on(
        step(name, 0),
        Reply.exec(
            name,
            witness.script(
                name, "until [ -e '%s' ]; do sleep 0.05; done; echo one".formatted(go(name)))));
    model.on(step(name, 1), Reply.say("Done."));
    TestSession session = TestSession.start(home, name);
    Await.until("the command runs", PATIENCE, () -> witness.runsOf(name) == 1);
    return session;
  }

  private Path go(String name) {
    return home.workspace().resolve("go-" + name);
  }

  private void release(String name) throws Exception {
    Files.writeString(go(name), "");
  }

  private void completes(TestSession session, String call) throws Exception {
    AgentEvent.TurnCompleted end = session.await(AgentEvent.TurnCompleted.class, PATIENCE);
    assertThat(end.lastMessage()).isEqualTo("Done.");
    assertThat(worker.process().alive()).isTrue();
    assertThat(witness.runsOf(call)).isOne();
    SessionEvidence evidence = session.evidence(server, model);
    assertThat(evidence.requests().getLast().outputOf(call).orElseThrow()).contains("one");
    Invariants.hold(evidence);
  }

  private static Predicate<SentRequest> step(String name, int outputs) {
    return When.userSays(name).and(When.outputs(outputs));
  }

  private static void await(Absence absence) throws Exception {
    long began = System.nanoTime();
    Await.until(
        "it was away for long enough",
        PATIENCE,
        () -> System.nanoTime() - began >= absence.time.toNanos());
  }

  /** Of what the session has under way; a minute would be too long for a test. */
  private void shortenHeartbeats(SessionId session) throws Exception {
    Await.until("a call is under way", PATIENCE, () -> !pending(session).isEmpty());
    for (PendingActivityInfo call : pending(session)) {
      server
          .stubs()
          .blockingStub()
          .updateActivityOptions(
              UpdateActivityOptionsRequest.newBuilder()
                  .setNamespace(TestServer.NAMESPACE)
                  .setExecution(execution(session))
                  .setId(call.getActivityId())
                  .setActivityOptions(
                      ActivityOptions.newBuilder()
                          .setHeartbeatTimeout(
                              com.google.protobuf.Duration.newBuilder()
                                  .setSeconds(HEARTBEAT_TIMEOUT.toSeconds())))
                  .setUpdateMask(FieldMask.newBuilder().addPaths("heartbeat_timeout"))
                  .build());
    }
  }

  private List<PendingActivityInfo> pending(SessionId session) {
    return server
        .stubs()
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(TestServer.NAMESPACE)
                .setExecution(execution(session))
                .build())
        .getPendingActivitiesList();
  }

  private static WorkflowExecution execution(SessionId session) {
    return WorkflowExecution.newBuilder().setWorkflowId(session.value()).build();
  }
}
