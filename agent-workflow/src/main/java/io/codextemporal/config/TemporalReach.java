package io.codextemporal.config;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Whether a Temporal answers, found out by describing the namespace, not by its open port. */
public sealed interface TemporalReach {
  /**
   * It does.
   *
   * @param version of the server; empty where it does not say
   */
  record Serving(String version) implements TemporalReach {}

  /**
   * It does not, or not for us.
   *
   * @param reason one line in the words of whoever refused
   */
  record Unreachable(String reason) implements TemporalReach {}

  /** One attempt that ends within the bound; opens and closes its own connection. */
  static TemporalReach of(TemporalEndpoint endpoint, Duration bound) {
    WorkflowServiceStubs stubs;
    try {
      stubs = WorkflowServiceStubs.newServiceStubs(endpoint.brief());
    } catch (RuntimeException e) {
      return new Unreachable(String.valueOf(e.getMessage()));
    }
    try {
      return of(stubs, endpoint.namespace(), bound);
    } finally {
      stubs.shutdownNow();
    }
  }

  /** The same over a connection that is there already. */
  static TemporalReach of(WorkflowServiceStubs stubs, String namespace, Duration bound) {
    try {
      var blocking =
          stubs.blockingStub().withDeadlineAfter(bound.toMillis(), TimeUnit.MILLISECONDS);
      blocking.describeNamespace(
          DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
      return new Serving(
          blocking.getSystemInfo(GetSystemInfoRequest.getDefaultInstance()).getServerVersion());
    } catch (StatusRuntimeException e) {
      return new Unreachable(reason(e, bound));
    }
  }

  private static String reason(StatusRuntimeException e, Duration bound) {
    Status status = e.getStatus();
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String said = status.getDescription();
    String under = deepest == e ? null : deepest.getMessage();
    return switch (status.getCode()) {
      case DEADLINE_EXCEEDED -> "no answer within " + bound.toMillis() / 1000.0 + " s";
      case UNAVAILABLE -> plain(under != null ? under : said != null ? said : "unavailable");
      default ->
          status.getCode().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
              + (said == null ? "" : ": " + said);
    };
  }

  /** Without the name of the system call that failed. */
  private static String plain(String reason) {
    return reason.replaceFirst("^\\w+\\(\\.\\.\\) failed: ", "");
  }
}
