package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.config.Machine;
import io.codextemporal.config.WorkerFiles;
import io.codextemporal.config.WorkerRecord;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.wire.Keyring;
import io.codextemporal.wire.SessionClients;
import io.codextemporal.worker.e2e.PatientParts.Errand;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Real worker processes on a real server, each test in a home of its own. Heartbeat timeouts are a
 * minute long: whatever goes on sooner does so because a worker saw to it.
 */
@Tag("e2e")
class WorkerLifeTest {
  private static final String MAIN = PatientWorkerMain.class.getName();
  private static final Duration START = Duration.ofSeconds(30);

  private final List<JavaProcess> started = new ArrayList<>();
  private TestHome home;
  private WorkflowClient client;

  @BeforeEach
  void open() throws Exception {
    home = TestHome.on(TestServer.shared(), "http://127.0.0.1:1/v1");
    client =
        WorkflowClient.newInstance(
            TestServer.shared().stubs(),
            SessionClients.client(
                WorkflowClientOptions.newBuilder().setNamespace(TestServer.NAMESPACE).build(),
                Keyring.at(home.places().keyFile())));
  }

  @AfterEach
  void close() throws Exception {
    run("worker", "stop").await(START);
    for (JavaProcess process : started) {
      process.destroy();
    }
    home.close();
  }

  @Test
  @Tag("K8")
  void aKilledWorkersActivityGoesOnAtOnceWithTheNext() throws Exception {
    JavaProcess first = runWorker();
    WorkflowStub session = begin();
    assertThat(awaitWitness(1)).startsWith("1 " + first.pid());

    first.kill9();
    long killed = System.nanoTime();
    JavaProcess second = runWorker();
    assertThat(awaitWitness(2)).isEqualTo("2 " + second.pid());
    System.err.println(
        "kill -9 to attempt 2 in the next JVM: "
            + (System.nanoTime() - killed) / 1_000_000
            + " ms");
    release();
    assertThat(session.getResult(String.class)).isEqualTo("attempt 2");
    Await.until(
        "the dead one's files are gone", Duration.ofSeconds(15), () -> files().dead().isEmpty());
  }

  @Test
  @Tag("K6")
  void whatWasGivenToAWorkerThatNeverBeganItIsNotLost() throws Exception {
    runWorker("-Dct.crash=K5:1");
    WorkflowStub session = begin();
    awaitWitness(1);
    release();
    Await.until("it crashed", START, () -> !started.getFirst().alive());
    runWorker();
    assertThat(session.getResult(String.class)).isEqualTo("attempt 1");
  }

  @Test
  void aDrainedWorkerGivesBackWhatItCouldNotFinish() throws Exception {
    JavaProcess first = runWorker();
    WorkflowStub session = begin();
    awaitWitness(1);

    first.term();
    JavaProcess second = runWorker();
    assertThat(first.await(START)).isZero();
    assertThat(awaitWitness(2)).isEqualTo("2 " + second.pid());
    release();
    assertThat(session.getResult(String.class)).isEqualTo("attempt 2");
  }

  @Test
  void aSecondSignalEndsItAtOnce() throws Exception {
    JavaProcess worker = start(List.of(), List.of("worker", "run", "--grace", "600"));
    awaitPolling(worker);
    begin();
    awaitWitness(1);
    worker.term();
    Await.until("it drains", START, () -> files().living().stream().noneMatch(WorkerRecord::polls));
    worker.term();
    assertThat(worker.await(Duration.ofSeconds(5))).isZero();
  }

  @Test
  void twoStartsAtOnceMakeOneWorker() throws Exception {
    JavaProcess one = run("worker", "start");
    JavaProcess two = run("worker", "start");
    assertThat(one.await(START)).isZero();
    assertThat(two.await(START)).isZero();
    assertThat(files().living()).hasSize(1).allMatch(WorkerRecord::polls);
    assertThat(run("worker", "run").await(START)).isEqualTo(1);
    assertThat(files().living()).hasSize(1);
  }

  @Test
  void anotherBuildTakesItsPlace() throws Exception {
    assertThat(start(List.of("-Dct.build=one"), List.of("worker", "start")).await(START)).isZero();
    WorkerRecord old = files().living().getFirst();
    WorkflowStub session = begin();
    awaitWitness(1);
    assertThat(start(List.of("-Dct.build=two"), List.of("worker", "start")).await(START)).isZero();
    WorkerRecord fresh = files().named("main").orElseThrow();
    assertThat(fresh.build()).isEqualTo("two");
    release();
    assertThat(session.getResult(String.class)).isIn("attempt 1", "attempt 2");
    Await.until("the old one has ended", START, () -> !old.process().alive());
  }

  @Test
  void whatTheUserStoppedNoHealerStarts() throws Exception {
    assertThat(run("worker", "start").await(START)).isZero();
    assertThat(run("worker", "stop").await(START)).isZero();
    assertThat(files().living()).isEmpty();
    assertThat(run("worker", "start", "--heal").await(START)).isZero();
    assertThat(files().living()).isEmpty();
    assertThat(run("worker", "start").await(START)).isZero();
    assertThat(files().living()).hasSize(1);
  }

  private WorkflowStub begin() {
    WorkflowStub session =
        client.newUntypedWorkflowStub(
            MessageNames.WORKFLOW_TYPE,
            WorkflowOptions.newBuilder()
                .setWorkflowId(UUID.randomUUID().toString())
                .setTaskQueue(MessageNames.queue(Machine.name()))
                .setWorkflowTaskTimeout(Duration.ofSeconds(3))
                .build());
    session.start(new Errand(witness().toString(), home.workspace().resolve("go").toString()));
    return session;
  }

  private Path witness() {
    return home.workspace().resolve("witness");
  }

  private void release() throws Exception {
    Files.writeString(home.workspace().resolve("go"), "");
  }

  /** The Nth line of the witness file. */
  private String awaitWitness(int line) throws Exception {
    return Await.value(
        "attempt " + line,
        START,
        () -> {
          List<String> lines = Files.exists(witness()) ? Files.readAllLines(witness()) : List.of();
          return lines.size() >= line ? Optional.of(lines.get(line - 1)) : Optional.empty();
        });
  }

  private JavaProcess runWorker(String... options) throws Exception {
    JavaProcess worker = start(List.of(options), List.of("worker", "run", "--grace", "1"));
    awaitPolling(worker);
    return worker;
  }

  private void awaitPolling(JavaProcess worker) throws Exception {
    Await.until(
        "the worker polls",
        START,
        () -> {
          assertThat(worker.alive())
              .as("the worker lives; it printed %s", worker.output())
              .isTrue();
          return files().living().stream()
              .anyMatch(told -> told.process().pid() == worker.pid() && told.polls());
        });
  }

  private JavaProcess run(String... arguments) throws Exception {
    return start(List.of(), List.of(arguments));
  }

  private JavaProcess start(List<String> options, List<String> arguments) throws Exception {
    JavaProcess process = JavaProcess.start(home, MAIN, options, arguments);
    started.add(process);
    return process;
  }

  private WorkerFiles files() {
    return new WorkerFiles(home.places());
  }
}
