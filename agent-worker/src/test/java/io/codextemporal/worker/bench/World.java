package io.codextemporal.worker.bench;

import io.codextemporal.activities.scripted.EchoScript;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.config.WorkerFiles;
import io.codextemporal.config.WorkerRecord;
import io.codextemporal.worker.e2e.Await;
import io.codextemporal.worker.e2e.TestHome;
import io.codextemporal.worker.e2e.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What every figure is measured in: a real Temporal server, a scripted model that answers at once
 * and does what it is told, a user's home, and a worker started as a user starts it.
 */
final class World implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  static final String LAUNCHER =
      System.getProperty("ct.launcher", Path.of("scripts", "ct").toAbsolutePath().toString());

  private final TestServer server;
  private final ScriptedModel model = ScriptedModel.start();
  private final TestHome home;
  private Process worker;

  private World() throws Exception {
    server = TestServer.start();
    model.otherwise(new EchoScript());
    home = TestHome.on(server, model.baseUrl());
    home.with("CT_BUILD", "never");
    Files.createDirectories(home.workspace().resolve(".git/refs"));
    awaitClassCaches();
    worker = launch();
    awaitWorker();
  }

  /** Made in the background by the first command of a build; nothing is measured meanwhile. */
  private void awaitClassCaches() throws Exception {
    ct("--version");
    ct("worker", "--help");
    Path builds =
        Optional.ofNullable(Path.of(LAUNCHER).getParent()).orElseThrow().resolve("../.lib");
    Path build = builds.resolve(Files.readAllLines(builds.resolve("current")).getFirst());
    for (String side : List.of("client", "worker")) {
      Await.until(
          "the class cache of the " + side + " is made",
          PATIENCE,
          () ->
              Files.exists(build.resolve(side + ".jsa"))
                  || Files.exists(build.resolve(side + ".jsa.failed")));
    }
  }

  static World open() throws Exception {
    return new World();
  }

  TestServer server() {
    return server;
  }

  ScriptedModel model() {
    return model;
  }

  TestHome home() {
    return home;
  }

  long workerPid() {
    return worker.pid();
  }

  /** Ends the worker as an out-of-memory kill would. */
  void killWorker() {
    worker.destroyForcibly().onExit().join();
  }

  /** Starts the next one and does not wait for it. */
  void startWorker() throws IOException {
    worker = launch();
  }

  void awaitWorker() throws Exception {
    Await.until(
        "the worker polls",
        PATIENCE,
        () -> {
          if (!worker.isAlive()) {
            throw new AssertionError("the worker ended: " + Files.readString(log()));
          }
          return new WorkerFiles(home.places())
              .living().stream()
                  .filter(told -> told.process().pid() == worker.pid())
                  .anyMatch(WorkerRecord::polls);
        });
  }

  /** Runs {@code ct} as a person does, to its end; what it printed. */
  String ct(String... arguments) throws Exception {
    Path out = home.codexHome().resolve("ct.out");
    Process process = start(out, arguments);
    if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(
          "ct " + String.join(" ", arguments) + " failed: " + Files.readString(out));
    }
    return Files.readString(out);
  }

  private Process launch() throws IOException {
    return start(log(), "worker", "run");
  }

  private Path log() {
    return home.codexHome().resolve("worker.out");
  }

  private Process start(Path out, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.workspace().toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().clear();
    builder.environment().putAll(home.environment());
    return builder.start();
  }

  @Override
  public void close() {
    killWorker();
    model.close();
    server.close();
    try {
      home.close();
    } catch (IOException e) {
      // A command that outlived its worker may still write there; the system clears it.
      System.err.println("bench: left behind: " + e.getMessage());
    }
  }
}
