package io.codextemporal.worker.e2e;

import io.codextemporal.protocol.MessageNames;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A real Temporal dev server on loopback, its own ports and its own database file, started with the
 * flags that the program uses.
 *
 * <p>{@link #shared()} is one per test JVM; tests that kill or stop a server start their own. All
 * end with the JVM. The binary comes from {@code CT_TEST_TEMPORAL}, else PATH, else the cache that
 * {@code scripts/test} fills; a test is skipped where there is none.
 */
public final class TestServer implements AutoCloseable {
  public static final String NAMESPACE = "default";
  private static @Nullable TestServer shared;

  private final List<String> settings;
  private final Path folder;
  private final int port;
  private final int httpPort;
  private final int metricsPort;
  private final WorkflowServiceStubs stubs;
  private Process process;

  private TestServer(List<String> settings) throws Exception {
    this.settings = List.copyOf(settings);
    this.folder = Files.createTempDirectory("ct-server-");
    List<Integer> ports = freePorts(3);
    this.port = ports.get(0);
    this.httpPort = ports.get(1);
    this.metricsPort = ports.get(2);
    this.stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(address())
                .setConnectionBackoffResetFrequency(Duration.ofMillis(200))
                .setRpcQueryTimeout(Duration.ofSeconds(2))
                .build());
    this.process = launch();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    awaitServing();
  }

  /** The server that tests of this JVM share. */
  public static synchronized TestServer shared() throws Exception {
    if (shared == null) {
      shared = new TestServer(List.of());
    }
    return shared;
  }

  /**
   * A server of the test's own, to be closed by it; {@code settings} are further values of its
   * dynamic configuration.
   */
  public static TestServer start(String... settings) throws Exception {
    return new TestServer(List.of(settings));
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Where it counts its requests, for Prometheus. */
  public String metricsUrl() {
    return "http://127.0.0.1:" + metricsPort + "/metrics";
  }

  public WorkflowServiceStubs stubs() {
    return stubs;
  }

  public long pid() {
    return process.pid();
  }

  /** Ends it as a power cut would. */
  public void kill9() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Starts it again on the same database and the same ports, and waits until it serves. */
  public void restart() throws Exception {
    if (process.isAlive()) {
      kill9();
    }
    process = launch();
    awaitServing();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    stubs.shutdownNow();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // A second close finds nothing.
    }
  }

  private Process launch() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                binary().toString(),
                "server",
                "start-dev",
                "--headless",
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--http-port",
                Integer.toString(httpPort),
                "--metrics-port",
                Integer.toString(metricsPort),
                "--db-filename",
                folder.resolve("temporal.db").toString(),
                "--log-level",
                "error",
                "--sqlite-pragma",
                "journal_mode=WAL",
                "--sqlite-pragma",
                "synchronous=FULL",
                "--search-attribute",
                MessageNames.ATTRIBUTE_STATUS + "=Keyword",
                "--search-attribute",
                MessageNames.ATTRIBUTE_FOLDER + "=Keyword"));
    for (String value :
        List.of(
            "history.transferProcessorMaxPollRPS=5000",
            "history.timerProcessorMaxPollRPS=5000",
            "history.visibilityProcessorMaxPollRPS=5000",
            "matching.numTaskqueueReadPartitions=1",
            "matching.numTaskqueueWritePartitions=1",
            "system.enableActivityEagerExecution=true",
            "history.timerProcessorMaxTimeShift=\"20ms\"",
            "system.forceSearchAttributesCacheRefreshOnRead=false")) {
      command.addAll(List.of("--dynamic-config-value", value));
    }
    settings.forEach(value -> command.addAll(List.of("--dynamic-config-value", value)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()))
        .start();
  }

  private void awaitServing() throws Exception {
    Await.until(
        "the Temporal server on " + address() + " serves",
        Duration.ofSeconds(20),
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError(
                "the server ended: " + Files.readString(folder.resolve("server.log")));
          }
          return serves();
        });
  }

  private boolean serves() {
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(1, TimeUnit.SECONDS)
          .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(NAMESPACE).build());
      return true;
    } catch (io.grpc.StatusRuntimeException e) {
      return false;
    }
  }

  /** The binary that the tests use. */
  public static Path binary() {
    String named = System.getenv().getOrDefault("CT_TEST_TEMPORAL", "");
    if (!named.isBlank()) {
      return Path.of(named);
    }
    Stream<Path> onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .map(folder -> Path.of(folder, "temporal"));
    return Stream.concat(onPath, cached())
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new TestAbortedException(
                "no temporal binary: set CT_TEST_TEMPORAL or run scripts/test"));
  }

  private static Stream<Path> cached() {
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "codex-temporal");
    if (!Files.isDirectory(cache)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(cache, 3)) {
      return files
          .filter(file ->
              Optional.ofNullable(file.getFileName())
                  .map(name -> name.toString().startsWith("temporal"))
                  .orElse(false))
          .filter(Files::isRegularFile)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    }
    List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }
}
