package io.codextemporal.worker.bench;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The floor under a turn: a workflow of the shape of one, with activities that do nothing, on the
 * same server, its worker in this JVM.
 */
final class EmptyWorkflow implements AutoCloseable {
  private static final String QUEUE = "bench-empty";

  private final WorkflowClient client;
  private final WorkerFactory factory;

  /** As many steps of a model call and its tools as asked, and a last model call. */
  @WorkflowInterface
  public interface Shape {
    @WorkflowMethod
    void run(int steps, int parallel);
  }

  /** An activity. */
  @ActivityInterface
  public interface Nothing {
    void nothing();
  }

  /** Does it. */
  public static final class NothingAtAll implements Nothing {
    @Override
    public void nothing() {}
  }

  /** The workflow. */
  public static final class Steps implements Shape {
    private final Nothing activity =
        Workflow.newActivityStub(
            Nothing.class,
            ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(1)).build());

    @Override
    public void run(int steps, int parallel) {
      for (int i = 0; i < steps; i++) {
        activity.nothing();
        List<Promise<Void>> tools = new ArrayList<>();
        for (int j = 0; j < parallel; j++) {
          tools.add(Async.procedure(activity::nothing));
        }
        Promise.allOf(tools).get();
      }
      activity.nothing();
    }
  }

  EmptyWorkflow(WorkflowServiceStubs stubs) {
    client = WorkflowClient.newInstance(stubs);
    factory =
        WorkerFactory.newInstance(
            client, WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).build());
    Worker worker =
        factory.newWorker(QUEUE, WorkerOptions.newBuilder().setUsingVirtualThreads(true).build());
    worker.registerWorkflowImplementationTypes(Steps.class);
    worker.registerActivitiesImplementations(new NothingAtAll());
    factory.start();
  }

  /** One run, from its start to its result. */
  void run(int steps, int parallel) {
    client
        .newWorkflowStub(
            Shape.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(QUEUE)
                .setWorkflowId(UUID.randomUUID().toString())
                .build())
        .run(steps, parallel);
  }

  @Override
  public void close() {
    factory.shutdownNow();
  }
}
