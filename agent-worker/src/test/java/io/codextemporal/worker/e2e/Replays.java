package io.codextemporal.worker.e2e;

import com.google.protobuf.InvalidProtocolBufferException;
import io.codextemporal.config.Machine;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.wire.Keyring;
import io.codextemporal.wire.SessionClients;
import io.codextemporal.workflow.AgentWorkflowImpl;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;

/**
 * Replays recorded histories of sessions with today's workflow code, as a worker that has lost its
 * cache does: what it would command must be what was recorded.
 */
final class Replays {
  /** Every run of the session; throws with the name of the first that goes another way. */
  static void hold(SessionEvidence evidence, Keyring keys) {
    TestEnvironmentOptions options =
        TestEnvironmentOptions.newBuilder()
            .setWorkflowClientOptions(
                SessionClients.client(
                    WorkflowClientOptions.newBuilder().setNamespace(TestServer.NAMESPACE).build(),
                    keys))
            .setWorkerFactoryOptions(
                WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).build())
            .build();
    try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(options)) {
      Worker worker = environment.newWorker(MessageNames.queue(Machine.name()));
      worker.registerWorkflowImplementationTypes(AgentWorkflowImpl.class);
      for (SessionEvidence.Run run : evidence.runs()) {
        replay(evidence, run, worker);
      }
    }
  }

  private static void replay(SessionEvidence evidence, SessionEvidence.Run run, Worker worker) {
    try {
      History.Builder history = History.newBuilder();
      for (byte[] event : run.raw()) {
        history.addEvents(HistoryEvent.parseFrom(event));
      }
      WorkflowReplayer.replayWorkflowExecution(
          new WorkflowExecutionHistory(history.build(), evidence.session().value()), worker);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("run " + run.runId() + " holds what is no history event", e);
    } catch (Exception e) {
      throw new AssertionError(
          "run " + run.runId() + " of session " + evidence.session() + " does not replay", e);
    }
  }

  private Replays() {}
}
