package io.codextemporal.worker.command;

import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.When;
import io.codextemporal.config.Places;
import io.codextemporal.config.WorkerFiles;
import io.codextemporal.config.WorkerRecord;
import io.codextemporal.tui.cli.CliFailure;
import io.codextemporal.tui.cli.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code ct demo}: a durable turn to look at, without a key. Server, worker, client and shell are
 * the real ones, in a home of their own; only the model is scripted. The worker is killed in the
 * middle of a command, and the turn goes on. Ends what it started and leaves nothing.
 */
@Command(
    name = "demo",
    description = "A real turn with a scripted model; its worker is killed, and the turn goes on.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String STEPS =
      "for i in 1 2 3 4 5 6; do echo \"step $i\" | tee -a steps.txt; sleep 1; done";
  private static final String PROMPT = "do six slow steps, each of them once";

  private final ServerSurroundings surroundings;
  @Spec private @Nullable CommandSpec spec;

  public DemoCommand(ServerSurroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path launcher =
        surroundings
            .launcher()
            .orElseThrow(() ->
                new CliFailure(
                    "demo",
                    "it starts other commands and does not know the launcher",
                    "Call it as scripts/ct demo.",
                    ExitCode.UNAVAILABLE));
    Path folder = Files.createTempDirectory("ct-demo-");
    try (ScriptedModel model = model()) {
      prepare(folder, model);
      return play(launcher, folder);
    } finally {
      run(launcher, folder, "worker", "stop").waitFor();
      run(launcher, folder, "server", "stop").waitFor();
      delete(folder);
    }
  }

  private static ScriptedModel model() {
    return ScriptedModel.start()
        .on(
            When.outputs(0),
            Reply.stream().say("I will take the six steps.").exec("call_steps", STEPS))
        .otherwise(request -> Reply.say("Six steps, each of them once, whatever died meanwhile."));
  }

  private static void prepare(Path folder, ScriptedModel model) throws IOException {
    Files.createDirectories(folder.resolve("codex"));
    Files.createDirectories(folder.resolve("work"));
    Files.writeString(
        folder.resolve("codex/config.toml"),
        """
        model_provider = "scripted"
        [model_providers.scripted]
        name = "a scripted model"
        base_url = "%s"
        """
            .formatted(model.baseUrl()));
  }

  private int play(Path launcher, Path folder) throws IOException, InterruptedException {
    say("A Temporal server and a worker of their own start in " + folder + ".");
    say("$ ct exec -s danger-full-access \"" + PROMPT + "\"");
    Process client =
        run(launcher, folder, "exec", "--skip-git-repo-check", "-s", "danger-full-access", PROMPT);
    Optional<WorkerRecord> killed = killInTheMiddle(folder, client);
    boolean ended = client.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (!ended) {
      client.destroy();
    }
    List<String> steps = steps(folder);
    say("What the shell did, by its own file: " + String.join(", ", steps) + ".");
    boolean kept =
        ended
            && client.exitValue() == 0
            && killed.isPresent()
            && steps.equals(Stream.of(1, 2, 3, 4, 5, 6).map(i -> "step " + i).toList());
    say(
        kept
            ? "The command outlived its worker, the next worker adopted it, and nothing ran twice."
            : "That is not what was promised: please report it, with " + log(folder) + ".");
    return kept ? 0 : 1;
  }

  /** Kills the worker by its process id once the third step is written. */
  private Optional<WorkerRecord> killInTheMiddle(Path folder, Process client)
      throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (client.isAlive() && Instant.now().isBefore(deadline)) {
      if (steps(folder).size() >= 3) {
        Optional<WorkerRecord> worker =
            new WorkerFiles(places(folder)).living().stream().findFirst();
        worker
            .flatMap(record -> ProcessHandle.of(record.process().pid()))
            .ifPresent(ProcessHandle::destroyForcibly);
        worker.ifPresent(record ->
            say(
                "$ kill -9 "
                    + record.process().pid()
                    + "    (the worker, in the middle of the command)"));
        return worker;
      }
      client.waitFor(50, TimeUnit.MILLISECONDS);
    }
    return Optional.empty();
  }

  private static List<String> steps(Path folder) throws IOException {
    Path file = folder.resolve("work/steps.txt");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private static Path log(Path folder) {
    return new WorkerFiles(places(folder)).log("main");
  }

  private static Places places(Path folder) {
    return new Places(folder.resolve("codex"), folder.resolve("home"));
  }

  private static Process run(Path launcher, Path folder, String... words) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(Stream.of(launcher.toString()), Stream.of(words)).toList())
            .directory(folder.resolve("work").toFile())
            .inheritIO()
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    if (!words[0].equals("exec")) {
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }
    builder.environment().put("CODEX_HOME", folder.resolve("codex").toString());
    builder.environment().put("CODEX_TEMPORAL_HOME", folder.resolve("home").toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("TEMPORAL_"));
    return builder.start();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private void say(String line) {
    if (spec != null) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("demo: " + line);
      out.flush();
    }
  }
}
