package io.codextemporal.config;

import io.temporal.serviceclient.GrpcCompression;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One Temporal that can be dialled, with the connection settings that suit it. A value: dialling is
 * the caller's, and nothing here says that anybody answers.
 *
 * @param address {@code host:port}
 * @param namespace where the sessions are
 * @param options for {@code WorkflowServiceStubs}; may hold an API key, never print it
 * @param privateServer whether it is the server that we start and heal
 */
public record TemporalEndpoint(
    String address, String namespace, WorkflowServiceStubsOptions options, boolean privateServer) {
  /**
   * How long a query may take: one that no worker answers burns the whole of it, so it is what a
   * user waits for "no worker on this machine".
   */
  public static final Duration QUERY_TIMEOUT = Duration.ofSeconds(2);

  /** gRPC writes to standard error what its callers are told anyway. Held: loggers are weak. */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  static {
    GRPC.setLevel(Level.OFF);
  }

  /** The private server: on loopback, so nothing is compressed and reconnecting is quick. */
  public static TemporalEndpoint ofPrivate(ServerAddress address) {
    WorkflowServiceStubsOptions options =
        WorkflowServiceStubsOptions.newBuilder()
            .setTarget(address.target())
            .setGrpcCompression(GrpcCompression.NONE)
            // A restarted server is found again within this, not after gRPC's own backoff (12 s).
            .setConnectionBackoffResetFrequency(Duration.ofMillis(500))
            .setRpcQueryTimeout(QUERY_TIMEOUT)
            .setEnableKeepAlive(true)
            .setKeepAliveTime(Duration.ofSeconds(20))
            .setKeepAliveTimeout(Duration.ofSeconds(10))
            .build();
    return new TemporalEndpoint(address.target(), ServerAddress.NAMESPACE, options, true);
  }

  /** A server that the user configured: its own TLS and key, only our timeouts laid over. */
  static TemporalEndpoint ofConfigured(
      String address, String namespace, WorkflowServiceStubsOptions configured) {
    WorkflowServiceStubsOptions.Builder options =
        WorkflowServiceStubsOptions.newBuilder(configured)
            .setRpcQueryTimeout(QUERY_TIMEOUT)
            .setEnableKeepAlive(true);
    if (isLoopback(address)) {
      options
          .setGrpcCompression(GrpcCompression.NONE)
          .setConnectionBackoffResetFrequency(Duration.ofMillis(500));
    } else {
      options.setConnectionBackoffResetFrequency(Duration.ofSeconds(3));
    }
    return new TemporalEndpoint(address, namespace, options.build(), false);
  }

  /**
   * The same for a process that lives long: the connection follows the private server of {@code
   * places} wherever it comes back. A configured server's address stays what was configured.
   */
  public WorkflowServiceStubsOptions lasting(Places places) {
    return privateServer
        ? WorkflowServiceStubsOptions.newBuilder(options)
            .setTarget(AddressFileResolvers.target(ServerAddress.file(places)))
            .build()
        : options;
  }

  /** The same for a process that is soon over: {@link LineThreads#end} before it leaves. */
  public WorkflowServiceStubsOptions brief() {
    return WorkflowServiceStubsOptions.newBuilder(options)
        .setChannelInitializer(LineThreads::give)
        .build();
  }

  /**
   * Whether all that protects the way is sealing: another machine, with neither TLS nor a key.
   * Payloads are unreadable on it all the same; names, times and sizes are not.
   */
  public boolean exposed() {
    return !isLoopback(address)
        && options.getSslContext() == null
        && !Boolean.TRUE.equals(options.getEnableHttps());
  }

  private static boolean isLoopback(String address) {
    return address.startsWith("127.")
        || address.startsWith("localhost:")
        || address.startsWith("[::1]:");
  }

  /** Without the options, which may hold a key. */
  @Override
  public String toString() {
    return address + "/" + namespace;
  }
}
