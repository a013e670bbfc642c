package io.codextemporal.worker.e2e;

import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.worker.lifecycle.WorkerLink;
import io.codextemporal.worker.lifecycle.WorkerParts;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/**
 * A session that does one thing: an activity that says in a file which process and attempt it is,
 * then waits for another file. Its timeouts are as long as real ones.
 */
public final class PatientParts implements WorkerParts {
  /** Where the activity writes a line at entry, and what it waits for. */
  public record Errand(String witness, String release) {}

  @WorkflowInterface
  public interface Session {
    @WorkflowMethod(name = MessageNames.WORKFLOW_TYPE)
    String run(Errand errand);
  }

  @ActivityInterface
  public interface Waiting {
    @ActivityMethod(name = "wait.for.file")
    String await(Errand errand);
  }

  public static final class SessionImpl implements Session {
    @Override
    public String run(Errand errand) {
      Workflow.upsertTypedSearchAttributes(
          SearchAttributeKey.forKeyword(MessageNames.ATTRIBUTE_STATUS).valueSet("working"));
      return Workflow.newActivityStub(
              Waiting.class,
              ActivityOptions.newBuilder()
                  .setStartToCloseTimeout(Duration.ofMinutes(10))
                  .setHeartbeatTimeout(Duration.ofSeconds(60))
                  .setRetryOptions(
                      RetryOptions.newBuilder().setInitialInterval(Duration.ofMillis(10)).build())
                  .build())
          .await(errand);
    }
  }

  public static final class WaitingImpl implements Waiting {
    @Override
    public String await(Errand errand) {
      try {
        int attempt = Activity.getExecutionContext().getInfo().getAttempt();
        Files.writeString(
            Path.of(errand.witness()),
            attempt + " " + ProcessHandle.current().pid() + "\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
        while (!Files.exists(Path.of(errand.release()))) {
          Activity.getExecutionContext().heartbeat("waiting");
          Thread.sleep(50);
        }
        return "attempt " + attempt;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  @Override
  public List<Class<?>> workflows() {
    return List.of(SessionImpl.class);
  }

  @Override
  public List<Object> activities(WorkerLink link) {
    return List.of(new WaitingImpl());
  }

  @Override
  public void warmUp() {}

  @Override
  public void endAbandoned(SessionId session, CallId call) {}

  @Override
  public int endCommands() {
    return 0;
  }
}
