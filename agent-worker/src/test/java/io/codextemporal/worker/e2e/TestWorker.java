package io.codextemporal.worker.e2e;

import io.codextemporal.config.WorkerFiles;
import io.codextemporal.config.WorkerRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A real worker process ({@code ct worker run}) in a test's home. */
public final class TestWorker implements AutoCloseable {
  /** The main class of worker commands. */
  public static final String MAIN = "io.codextemporal.worker.main.Main";

  private static final Duration READY = Duration.ofSeconds(30);

  private final TestHome home;
  private final List<String> options;
  private JavaProcess process;

  private TestWorker(TestHome home, List<String> options) throws Exception {
    this.home = home;
    this.options = List.copyOf(options);
    this.process = launch();
  }

  /**
   * Starts one and waits until it polls; {@code options} are for its JVM: {@code -Dct.crash=K4:1}.
   */
  public static TestWorker start(TestHome home, String... options) throws Exception {
    TestWorker worker = new TestWorker(home, List.of(options));
    try {
      worker.awaitReady();
    } catch (Exception | AssertionError e) {
      worker.close();
      throw e;
    }
    return worker;
  }

  public JavaProcess process() {
    return process;
  }

  public void kill9() throws InterruptedException {
    process.kill9();
  }

  /** As if the machine had stalled: it holds its locks and does nothing. */
  public void pause() throws Exception {
    process.signal("STOP");
  }

  public void resume() throws Exception {
    process.signal("CONT");
  }

  /** Starts another in its place, without its options, and waits until that one polls. */
  public TestWorker restart() throws Exception {
    if (process.alive()) {
      kill9();
    }
    return start(home);
  }

  /** What it says about itself. */
  public Optional<WorkerRecord> told() {
    return new WorkerFiles(home.places())
        .living().stream().filter(worker -> worker.process().pid() == process.pid()).findFirst();
  }

  public void awaitReady() throws Exception {
    Await.until(
        "the worker polls",
        READY,
        () -> {
          if (!process.alive()) {
            throw new AssertionError("the worker ended; it printed:\n" + process.output());
          }
          return told().map(WorkerRecord::polls).orElse(false);
        });
  }

  @Override
  public void close() {
    process.destroy();
  }

  private JavaProcess launch() throws Exception {
    return JavaProcess.start(home, MAIN, options, List.of("worker", "run"));
  }
}
