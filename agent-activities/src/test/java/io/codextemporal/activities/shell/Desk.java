package io.codextemporal.activities.shell;

import io.codextemporal.activities.dispatch.FakeOwners;
import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activities.journal.Commands;
import io.codextemporal.activities.limits.CommandLimits;
import io.codextemporal.activities.patch.ApplyPatchTool;
import io.codextemporal.activities.patch.PatchEffects;
import io.codextemporal.activities.sandbox.Sandboxes;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Ceiling;
import io.codextemporal.config.ConfigLayers;
import io.codextemporal.config.Places;
import io.codextemporal.config.SessionFiles;
import io.codextemporal.config.ToolLimits;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.protocol.ToolSettings.EnvironmentPolicy;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.protocol.WebSearch;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A workspace, a home and the tool, as a session would use them. */
final class Desk implements Progress {
  final Path workspace;
  final Places places;
  final SessionFiles files;
  final StringBuffer shown = new StringBuffer();
  final AtomicReference<Stop> stop = new AtomicReference<>(Stop.NONE);
  Commands commands;
  ExecCommandTool tool;
  WriteStdinTool stdin;
  private int workers;
  ApprovalMode approval = ApprovalMode.NEVER;
  SandboxMode sandbox = SandboxMode.DANGER_FULL_ACCESS;
  EnvironmentPolicy policy = EnvironmentPolicy.DEFAULT;
  @Nullable String environment;
  boolean byUser;
  boolean network;
  boolean confining;
  Ceiling ceiling = Ceiling.NONE;
  ToolLimits limits = limits("output = 3000000");
  String sandboxChoice = "bubblewrap";
  String programs = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
  List<String> roots = List.of();
  List<String> sessionGrants = List.of();

  Desk(Path folder) throws IOException {
    this.workspace = Files.createDirectories(folder.resolve("workspace")).toRealPath();
    Path user = Files.createDirectories(folder.resolve("user"));
    this.places = new Places(folder.resolve("codex"), folder.resolve("home"));
    this.files = new SessionFiles(places);
    leaveEnvironment(Map.of("HOME", user.toString(), "MARKER", "from the client"));
    restartWorker();
  }

  /** Another worker of the same home. */
  void restartWorker() {
    this.commands = new Commands(places.journal());
    Sandboxes sandboxes =
        new Sandboxes(
            places,
            Map.of(
                "PATH", programs,
                "HOME", workspace.getParent().toString(),
                "CT_SANDBOX", sandboxChoice));
    Terminals terminals =
        new Terminals(
            commands, new FakeOwners("worker " + ++workers), session -> false, limits.wallTime());
    this.tool =
        new ExecCommandTool(
            commands,
            environments(),
            new CommandApproval(places, () -> confining && sandboxes.available()),
            new CommandStarter(commands, sandboxes, new CommandLimits(limits), ceiling),
            new ApplyPatchTool(new PatchEffects(places.journal()), environments()::of, ceiling),
            terminals);
    this.stdin = new WriteStdinTool(terminals);
  }

  /** Limits as {@code [tools.limits]} would have them. */
  static ToolLimits limits(String... lines) {
    Path nowhere = Path.of("/nonexistent");
    return ToolLimits.of(
        ConfigLayers.load(
            new Places(nowhere, nowhere),
            nowhere,
            null,
            Arrays.stream(lines).map(line -> "tools.limits." + line).toList()));
  }

  SessionEnvironments environments() {
    return new SessionEnvironments(files, Map.of("PATH", "/usr/bin:/bin", "WORKER", "only"));
  }

  void leaveEnvironment(Map<String, String> variables) {
    Map<String, String> all =
        new TreeMap<>(Map.of("PATH", "/opt/mine/bin:/usr/bin:/bin", "SHELL", "/bin/bash"));
    all.putAll(variables);
    environment = files.leaveEnvironment(all);
  }

  ToolSettings settings() {
    return new ToolSettings(
        workspace.toString(),
        approval,
        sandbox,
        network,
        roots,
        environment,
        policy,
        null,
        false,
        confining,
        WebSearch.OFF,
        null);
  }

  ToolRun call(String id, String arguments) {
    return call(id, arguments, null);
  }

  ToolRun call(String id, String arguments, ToolRun.@Nullable Grant grant) {
    return new ToolRun(
        new SessionId("01990000-0000-7000-8000-000000000001"),
        byUser ? null : new TurnId("turn-1"),
        new ToolCall(new CallId(id), ExecCommandTool.NAME, arguments, false, RetryClass.EFFECTS),
        settings(),
        grant,
        sessionGrants,
        byUser,
        50);
  }

  @Override
  public void output(String text) {
    shown.append(text);
  }

  @Override
  public Stop stop() {
    return stop.get();
  }
}
