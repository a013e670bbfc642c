package io.codextemporal.wire;

import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.GrpcCompression;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;

/** How clients and workers of ours connect: the options that everyone must share. */
public final class SessionClients {
  /** A query without a worker burns its whole deadline. */
  public static final Duration QUERY_DEADLINE = Duration.ofSeconds(2);

  /** Completes connection options; {@code local} says that the server is on loopback. */
  public static WorkflowServiceStubsOptions stubs(WorkflowServiceStubsOptions base, boolean local) {
    WorkflowServiceStubsOptions.Builder options =
        WorkflowServiceStubsOptions.newBuilder(base).setRpcQueryTimeout(QUERY_DEADLINE);
    if (local) {
      options
          .setGrpcCompression(GrpcCompression.NONE)
          .setConnectionBackoffResetFrequency(Duration.ofSeconds(1));
    }
    return options.build();
  }

  /** Completes client options: everything is sealed with {@code keys}. */
  public static WorkflowClientOptions client(WorkflowClientOptions base, Keyring keys) {
    return WorkflowClientOptions.newBuilder(base)
        .setDataConverter(new SealedDataConverter(keys))
        .build();
  }

  private SessionClients() {}
}
