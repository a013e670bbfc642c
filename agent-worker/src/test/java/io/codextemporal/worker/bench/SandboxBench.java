package io.codextemporal.worker.bench;

import io.codextemporal.activities.journal.CommandSpec;
import io.codextemporal.activities.journal.Commands;
import io.codextemporal.activities.journal.Confinement;
import io.codextemporal.activities.limits.CommandLimits;
import io.codextemporal.activities.sandbox.Confined;
import io.codextemporal.activities.sandbox.SandboxRequest;
import io.codextemporal.activities.sandbox.Sandboxes;
import io.codextemporal.config.Places;
import io.codextemporal.config.ToolLimits;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What confining a command costs: the spawn alone, and a step of a turn. */
public final class SandboxBench {
  private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");
  private static final int ROUNDS = 60;

  public static void main(String[] args) throws Exception {
    try (Figures figures = new Figures()) {
      figures.part("spawn", () -> spawn(figures));
      figures.part("a step", () -> step(figures));
    }
  }

  private static void spawn(Figures figures) throws Exception {
    Path folder = Files.createTempDirectory("ct-sandbox");
    Path workspace = Files.createDirectory(folder.resolve("workspace"));
    Files.createDirectories(workspace.resolve(".git/refs"));
    Places places = new Places(folder.resolve("codex"), folder.resolve("home"));
    Sandboxes sandboxes = new Sandboxes(places, System.getenv());
    SandboxRequest request =
        new SandboxRequest(
            SandboxMode.WORKSPACE_WRITE,
            false,
            List.of(workspace),
            List.of(Path.of("/tmp")),
            workspace,
            List.of(),
            2_048);
    Sample bare = Sample.of(20, ROUNDS, () -> run(List.of("/bin/true"), workspace));
    Sample confined =
        Sample.of(
            20,
            ROUNDS,
            () -> {
              try (Confined around = sandboxes.confine(request)) {
                List<String> line =
                    new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" 9< \"$0\""));
                line.add(String.valueOf(around.confinement().filter()));
                line.addAll(around.confinement().prefix());
                line.add("/bin/true");
                return run(line, workspace);
              }
            });
    figures
        .note("`true`, bare spawn", bare)
        .note("`true`, confined", confined)
        .atMost(
            "confined `true` over the bare spawn, medians",
            8,
            " ms",
            confined.millis(0.5) - bare.millis(0.5));
    throughTheJournal(figures, places, sandboxes, request, workspace);
  }

  private static void throughTheJournal(
      Figures figures, Places places, Sandboxes sandboxes, SandboxRequest request, Path workspace)
      throws Exception {
    Commands commands = new Commands(places.journal());
    CommandLimits limits = new CommandLimits(ToolLimits.DEFAULT);
    AtomicInteger call = new AtomicInteger();
    figures
        .note(
            "`true` through the journal, nothing around it",
            Sample.of(
                20,
                ROUNDS,
                () -> journaled(commands, Confinement.NONE, workspace, call.getAndIncrement())))
        .note(
            "`true` through the journal, confined and limited",
            Sample.of(
                20,
                ROUNDS,
                () -> {
                  try (Confined around = sandboxes.confine(request)) {
                    return journaled(
                        commands,
                        limits.around(around.confinement(), workspace),
                        workspace,
                        call.getAndIncrement());
                  }
                }));
  }

  private static int run(List<String> line, Path folder) throws Exception {
    int exit = new ProcessBuilder(line).directory(folder.toFile()).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new AssertionError("exit " + exit);
    }
    return exit;
  }

  private static Object journaled(Commands commands, Confinement around, Path cwd, int call)
      throws Exception {
    return commands
        .start(
            CommandSpec.plain(
                    new SessionId("bench"),
                    new CallId("c" + call),
                    "d",
                    List.of("/bin/true"),
                    cwd,
                    ENVIRONMENT,
                    Duration.ofMinutes(1),
                    1_000_000)
                .within(around, "the bench"))
        .await();
  }

  private static void step(Figures figures) throws Exception {
    try (World world = World.open();
        BenchSession session =
            new BenchSession(world.home(), "hello", true, SandboxMode.WORKSPACE_WRITE)) {
      session.awaitEnd();
      for (int i = 0; i < 3; i++) {
        session.run("tools 10 sequential");
      }
      List<Long> steps = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        steps.addAll(TurnsBench.gaps(world.model(), session, "tools 20 sequential"));
      }
      figures.at(
          "model answer's end → next model request, confined shell command",
          60,
          TurnsBench.sample(steps));
    }
  }

  private SandboxBench() {}
}
