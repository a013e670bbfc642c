package io.codextemporal.worker.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.codextemporal.config.ProcessMark;
import io.codextemporal.config.ServerAddress;
import io.codextemporal.config.TemporalEndpoint;
import io.codextemporal.config.TemporalReach;
import io.codextemporal.tui.cli.CliFailure;
import io.codextemporal.worker.e2e.Await;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The supervisor over the real server, real processes and real signals. */
@Tag("e2e")
class ServerSupervisorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private ServerHome home;

  @BeforeEach
  void open() throws Exception {
    home = new ServerHome();
  }

  @AfterEach
  void close() throws Exception {
    home.close();
  }

  @Test
  void startsOneThatKnowsOurAttributesAndKeepsWhatIsClosed() throws Exception {
    ServerAddress address = home.supervisor().ensureRunning();

    TemporalEndpoint endpoint = TemporalEndpoint.ofPrivate(address);
    assertThat(TemporalReach.of(endpoint, Duration.ofSeconds(4)))
        .isEqualTo(new TemporalReach.Serving(address.version()));
    try (ServerRegistration registration = new ServerRegistration(endpoint)) {
      assertThat(registration.missingAttributes()).isEmpty();
    }
    assertThat(retention(endpoint)).isEqualTo(ServerRegistration.RETENTION.toSeconds());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(ServerAddress.file(home.places))))
        .isEqualTo("rw-------");
    assertThat(ProcessHandle.of(address.process().pid()).flatMap(ProcessHandle::parent))
        .isNotEqualTo(Optional.of(ProcessHandle.current()));
  }

  @Test
  void manyThatStartAtOnceEndWithOneServer() throws Exception {
    Set<ServerAddress> addresses = new HashSet<>();
    IntStream.range(0, 4)
        .mapToObj(i -> CompletableFuture.supplyAsync(this::started))
        .toList()
        .forEach(one -> addresses.add(one.join()));

    assertThat(addresses).hasSize(1);
    assertThat(home.servers()).hasSize(1);
  }

  @Test
  void aSecondStartChangesNothing() throws Exception {
    ServerAddress first = home.supervisor().ensureRunning();
    assertThat(home.supervisor().ensureRunning()).isEqualTo(first);
  }

  @Test
  @Tag("T1")
  void killedItComesBackOnTheSameDatabaseAndPort() throws Exception {
    ServerAddress first = home.supervisor().ensureRunning();
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(TemporalEndpoint.ofPrivate(first).options());
    try {
      WorkflowClient client = WorkflowClient.newInstance(stubs);
      client
          .newUntypedWorkflowStub(
              "Nobody",
              WorkflowOptions.newBuilder().setWorkflowId("kept").setTaskQueue("none").build())
          .start();
      ServerHome.signal("KILL", first.process().pid());

      ServerAddress second = home.supervisor().ensureRunning();

      assertThat(second.port()).isEqualTo(first.port());
      assertThat(second.process()).isNotEqualTo(first.process());
      assertThat(client.newUntypedWorkflowStub("kept").describe().getWorkflowType())
          .isEqualTo("Nobody");
    } finally {
      stubs.shutdownNow();
    }
  }

  @Test
  void aTakenPortIsLeftToWhoHasIt() throws Exception {
    ServerAddress first = home.supervisor().ensureRunning();
    ServerHome.signal("KILL", first.process().pid());
    Await.until("it is dead", PATIENCE, () -> !first.process().alive());
    try (ServerSocket squatter =
        Await.value("the port is free", PATIENCE, () -> squat(first.port()))) {
      assertThat(squatter.isBound()).isTrue();
      assertThat(home.supervisor().ensureRunning().port()).isNotEqualTo(first.port());
    }
  }

  @Test
  void aServerWhoseStarterWasKilledIsReplacedNotDoubled() throws Exception {
    home.supervisor().ensureRunning();
    Files.delete(ServerAddress.file(home.places));

    ServerAddress second = home.supervisor().ensureRunning();

    assertThat(home.servers())
        .extracting(ProcessHandle::pid)
        .containsExactly(second.process().pid());
  }

  @Test
  @Tag("T8")
  void oneThatAnswersOnlyErrorsIsReplaced() throws Exception {
    ServerAddress good = home.supervisor().ensureRunning();
    Process standIn = new ProcessBuilder("sleep", "600").start();
    HttpServer wedged =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    wedged.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    wedged.start();
    try {
      new ServerAddress(
              good.port(),
              wedged.getAddress().getPort(),
              ProcessMark.of(standIn.pid()).orElseThrow(),
              good.startedAt(),
              good.version(),
              good.binary())
          .write(home.places);

      ServerAddress healed = home.supervisor().heal().orElseThrow();

      assertThat(standIn.isAlive()).isFalse();
      assertThat(home.servers())
          .extracting(ProcessHandle::pid)
          .containsExactly(healed.process().pid());
      assertThat(home.supervisor().status().running()).isTrue();
    } finally {
      wedged.stop(0);
      standIn.destroyForcibly();
    }
  }

  @Test
  @Tag("T8")
  void oneThatIsStoppedIsReplacedByTheHealer() throws Exception {
    ServerAddress first = home.supervisor().ensureRunning();
    try (ServerHealer healer = ServerHealer.watch(home.supervisor())) {
      ServerHome.signal("KILL", first.process().pid());
      ServerAddress second =
          Await.value(
              "another serves",
              PATIENCE,
              () ->
                  ServerAddress.read(home.places)
                      .filter(address -> !address.process().equals(first.process())));

      ServerHome.signal("STOP", second.process().pid());
      Await.until(
          "a third serves", PATIENCE, () -> !home.address().process().equals(second.process()));
      assertThat(second.process().alive()).isFalse();
      assertThat(healer).isNotNull();
    }
  }

  @Test
  void stopLeavesNoProcessAndStaysUntilACommandNeedsIt() throws Exception {
    ServerSupervisor supervisor = home.supervisor();
    ServerAddress first = supervisor.ensureRunning();

    assertThat(supervisor.stop()).isTrue();

    assertThat(home.servers()).isEmpty();
    assertThat(ServerAddress.read(home.places)).isEmpty();
    assertThat(supervisor.heal()).isEmpty();
    assertThat(supervisor.status().stoppedByUser()).isTrue();
    assertThat(supervisor.stop()).isFalse();
    assertThat(supervisor.ensureRunning()).isEqualTo(home.address());
    assertThat(home.address().port()).isEqualTo(first.port());
    assertThat(supervisor.heal()).contains(home.address());
  }

  @Test
  @Tag("T3")
  void aDatabaseThatIsGoneIsSaid() throws Exception {
    ServerSupervisor supervisor = home.supervisor();
    supervisor.ensureRunning();
    supervisor.stop();
    Files.delete(home.files.database());

    assertThatThrownBy(supervisor::ensureRunning)
        .isInstanceOfSatisfying(
            CliFailure.class,
            failure -> {
              assertThat(failure.render())
                  .contains(home.files.database().toString())
                  .contains("gone")
                  .contains("--new-database");
              assertThat(failure.exitCode()).isEqualTo(69);
            });

    supervisor.setDatabaseAside();
    supervisor.ensureRunning();
    assertThat(supervisor.status().running()).isTrue();
  }

  @Test
  @Tag("T3")
  void aDatabaseDeletedUnderTheServerIsSaidThenAndLater() throws Exception {
    ServerSupervisor supervisor = home.supervisor();
    supervisor.ensureRunning();
    Files.delete(home.files.database());
    assertThat(supervisor.status().why()).contains("deleted");
    supervisor.stop();

    // The server may have left an empty file there: then that one is what does not open.
    assertThatThrownBy(supervisor::ensureRunning)
        .isInstanceOf(CliFailure.class)
        .hasMessageContaining(home.files.database().toString());
  }

  @Test
  void aDatabaseThatDoesNotOpenIsNamedAndLeftAsItIs() throws Exception {
    byte[] garbage = new byte[20_000];
    new Random(7).nextBytes(garbage);
    refusesAndKeeps(garbage);
  }

  @Test
  void aDatabaseThatIsBrokenInsideIsNamedAndLeftAsItIs() throws Exception {
    byte[] garbage = new byte[20_000];
    new Random(8).nextBytes(garbage);
    System.arraycopy("SQLite format 3\0".getBytes("US-ASCII"), 0, garbage, 0, 16);
    refusesAndKeeps(garbage);
  }

  @Test
  void aDatabaseOfANewerServerIsRefused() throws Exception {
    ServerSupervisor supervisor = home.supervisor();
    supervisor.ensureRunning();
    supervisor.stop();
    home.files.recordOpenedBy(new ServerVersion(99, 0, 0));

    assertThatThrownBy(supervisor::ensureRunning)
        .isInstanceOf(CliFailure.class)
        .hasMessageContaining("99.0.0")
        .hasMessageContaining(home.files.database().toString());
    assertThat(home.servers()).isEmpty();
  }

  private void refusesAndKeeps(byte[] content) throws Exception {
    Files.write(home.files.database(), content);

    assertThatThrownBy(home.supervisor()::ensureRunning)
        .isInstanceOfSatisfying(
            CliFailure.class,
            failure ->
                assertThat(failure.render())
                    .contains(home.files.database().toString())
                    .contains("--new-database"));

    assertThat(Files.readAllBytes(home.files.database())).isEqualTo(content);
    assertThat(home.servers()).isEmpty();
    assertThat(home.supervisor().setDatabaseAside())
        .hasValueSatisfying(aside -> assertThat(aside).hasBinaryContent(content));
    home.supervisor().ensureRunning();
  }

  private static Optional<ServerSocket> squat(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    try {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return Optional.of(socket);
    } catch (BindException e) {
      socket.close();
      return Optional.empty();
    }
  }

  private ServerAddress started() {
    try {
      return home.supervisor().ensureRunning();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long retention(TemporalEndpoint endpoint) {
    WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(endpoint.options());
    try {
      return stubs
          .blockingStub()
          .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace("default").build())
          .getConfig()
          .getWorkflowExecutionRetentionTtl()
          .getSeconds();
    } finally {
      stubs.shutdownNow();
    }
  }
}
