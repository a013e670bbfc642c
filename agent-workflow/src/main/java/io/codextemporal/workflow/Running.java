package io.codextemporal.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * An activity on its way, in a cancellation scope of its own. Every end of it is a value: nothing
 * here throws what an activity, its payloads or its cancellation throw.
 */
final class Running<T> {
  private final CancellationScope scope;
  private final List<Promise<T>> result = new ArrayList<>();

  private Running(Supplier<Promise<T>> start) {
    scope = Workflow.newCancellationScope(() -> result.add(begin(start)));
    scope.run();
  }

  static <T> Running<T> start(Supplier<Promise<T>> start) {
    return new Running<>(start);
  }

  /** An input that cannot be sent fails here, in the scheduling call. */
  private static <T> Promise<T> begin(Supplier<Promise<T>> start) {
    try {
      return start.get();
    } catch (RuntimeException e) {
      return Workflow.newFailedPromise(e);
    }
  }

  boolean done() {
    return result.getFirst().isCompleted();
  }

  /** Asks for its end; whoever cancels need not look at the result. */
  void cancel() {
    scope.cancel();
    result.getFirst().handle((value, failure) -> "seen");
  }

  /** Blocks until it has ended. */
  End<T> await() {
    try {
      T value = result.getFirst().get();
      return value == null
          ? new End.Failed<>("", "it returned nothing")
          : new End.Returned<>(value);
    } catch (CanceledFailure e) {
      return new End.Cancelled<>();
    } catch (ActivityFailure e) {
      return ofCause(e);
    } catch (RuntimeException e) {
      return new End.Failed<>("", String.valueOf(e.getMessage()));
    }
  }

  private static <T> End<T> ofCause(ActivityFailure failure) {
    return switch (failure.getCause()) {
      case CanceledFailure cancelled -> new End.Cancelled<>();
      case TimeoutFailure timeout -> new End.TimedOut<>();
      case ApplicationFailure told ->
          new End.Failed<>(told.getType(), String.valueOf(told.getOriginalMessage()));
      case null, default -> new End.Failed<>("", String.valueOf(failure.getMessage()));
    };
  }

  /** How an activity ended. */
  sealed interface End<T> {
    record Returned<T>(T value) implements End<T> {}

    /** {@code type} is the failure's type, or empty. */
    record Failed<T>(String type, String message) implements End<T> {}

    record TimedOut<T>() implements End<T> {}

    record Cancelled<T>() implements End<T> {}
  }
}
