package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activity.ActivityNames;
import io.codextemporal.config.Machine;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.MessageNames;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who reaches the port without the key calls nothing on this machine, and harms no session. */
@Tag("e2e")
class StrangerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A workflow of somebody else's. */
  @WorkflowInterface
  public interface Intruder {
    @WorkflowMethod
    String call(String queue, String activity, Map<String, Object> input);
  }

  /** Calls an activity on a queue that is not its own. */
  public static final class IntruderWorkflow implements Intruder {
    @Override
    public String call(String queue, String activity, Map<String, Object> input) {
      try {
        return "ran: "
            + Workflow.newUntypedActivityStub(
                    ActivityOptions.newBuilder()
                        .setTaskQueue(queue)
                        .setScheduleToCloseTimeout(Duration.ofSeconds(20))
                        .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                        .build())
                .execute(activity, Object.class, input);
      } catch (ActivityFailure e) {
        return "failed: " + e.getCause();
      }
    }
  }

  @Test
  void aDirectActivityCallRunsNothing() throws Exception {
    TestServer server = TestServer.shared();
    try (ScriptedModel model = ScriptedModel.start();
        TestHome home = TestHome.on(server, model.baseUrl());
        TestWorker worker = TestWorker.start(home)) {
      model.otherwise(request -> Reply.say("Still here."));
      Path mark = home.workspace().resolve("mark");
      String answer = intrude(server, tool("touch " + mark, home.workspace()));
      assertThat(answer).startsWith("failed: ").contains("ApplicationFailure");
      assertThat(mark).doesNotExist();
      try (TestSession session = TestSession.start(home, "hello")) {
        assertThat(session.await(AgentEvent.TurnCompleted.class, PATIENCE).lastMessage())
            .isEqualTo("Still here.");
      }
      assertThat(worker.process().alive()).isTrue();
    }
  }

  private static String intrude(TestServer server, Map<String, Object> input) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(server.address()).build());
    WorkflowClient client = WorkflowClient.newInstance(stubs);
    WorkerFactory factory = WorkerFactory.newInstance(client);
    try {
      factory.newWorker("strangers").registerWorkflowImplementationTypes(IntruderWorkflow.class);
      factory.start();
      return client
          .newWorkflowStub(
              Intruder.class, WorkflowOptions.newBuilder().setTaskQueue("strangers").build())
          .call(MessageNames.queue(Machine.name()), ActivityNames.RUN_TOOL, input);
    } finally {
      factory.shutdownNow();
      stubs.shutdownNow();
    }
  }

  /** What a session would ask, in the clear. */
  private static Map<String, Object> tool(String script, Path cwd) {
    return Map.of(
        "session",
        "01990000-0000-7000-8000-000000000001",
        "call",
        Map.of(
            "id", "c1",
            "name", "exec_command",
            "arguments", "{\"cmd\":\"" + script + "\"}",
            "custom", false,
            "retryClass", "EFFECTS"),
        "settings",
        Map.of(
            "cwd",
            cwd.toString(),
            "approval",
            "never",
            "sandbox",
            "danger-full-access",
            "writableRoots",
            List.of()),
        "sessionGrants",
        List.of(),
        "byUser",
        true,
        "heartbeatMillis",
        50);
  }
}
