package io.codextemporal.activities.repl;

import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activities.file.ListDirTool;
import io.codextemporal.activities.file.ReadFileTool;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activities.journal.AttachedCommands;
import io.codextemporal.activities.limits.CommandLimits;
import io.codextemporal.activities.sandbox.Sandboxes;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Ceiling;
import io.codextemporal.config.ConfigLayers;
import io.codextemporal.config.Places;
import io.codextemporal.config.ToolLimits;
import io.codextemporal.policy.TruncationPolicy;
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
import io.codextemporal.tool.ToolOutcome;
import io.codextemporal.tool.ToolOutcome.Completed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A workspace and a worker with the real Node, as a session would use them. */
final class ReplDesk implements Progress {
  static final SessionId SESSION = new SessionId("01990000-0000-7000-8000-000000000001");

  final Path workspace;
  final Places places;
  final StringBuffer shown = new StringBuffer();
  final AtomicReference<Stop> stop = new AtomicReference<>(Stop.NONE);
  final Map<String, Tool> reading = new HashMap<>();
  final Map<String, String> environment = new HashMap<>(Map.of("PATH", "/usr/bin:/bin"));
  ApprovalMode approval = ApprovalMode.NEVER;
  SandboxMode sandbox = SandboxMode.DANGER_FULL_ACCESS;
  String programs = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
  String output = "1000000";
  List<String> sessionGrants = List.of();
  NodeProgram node = NodeProgram.find(null, System.getenv());
  Kernels kernels;
  JsReplTool tool;
  private int calls;

  ReplDesk(Path folder) throws IOException {
    if (node instanceof NodeProgram.Missing(String why, String remedy)) {
      throw new AssertionError("these tests need Node: " + why + ". " + remedy);
    }
    this.workspace = Files.createDirectories(folder.resolve("workspace")).toRealPath();
    this.places = new Places(folder.resolve("codex"), folder.resolve("home"));
    reading.put(ReadFileTool.NAME, new ReadFileTool(places, Ceiling.NONE));
    reading.put(ListDirTool.NAME, new ListDirTool(places, Ceiling.NONE));
    restartWorker();
  }

  /** Another worker of the same home; what the old one held is left as a dead worker leaves it. */
  void restartWorker() {
    Sandboxes sandboxes =
        new Sandboxes(places, Map.of("PATH", programs, "HOME", workspace.getParent().toString()));
    ToolLimits limits =
        ToolLimits.of(
            ConfigLayers.load(
                new Places(Path.of("/nonexistent"), Path.of("/nonexistent")),
                Path.of("/nonexistent"),
                null,
                List.of("tools.limits.output = " + output)));
    KernelStarter starter =
        new KernelStarter(
            new AttachedCommands(places.journal()),
            sandboxes,
            new CommandLimits(limits),
            new KernelFolders(workspace.getParent()));
    this.kernels = new Kernels(starter);
    this.tool =
        new JsReplTool(
            places.journal(),
            starter,
            kernels,
            new ReadingTools(reading),
            new JsReplTool.Surroundings(
                () -> node,
                settings -> environment,
                model -> model.equals("seer"),
                run -> TruncationPolicy.tokens(10_000),
                () -> "my-queue",
                false));
  }

  ToolRun call(String id, String code, ToolRun.@Nullable Grant grant) {
    return new ToolRun(
        SESSION,
        new TurnId("turn-1"),
        new ToolCall(new CallId(id), JsReplTool.NAME, code, true, RetryClass.EFFECTS),
        new ToolSettings(
            workspace.toString(),
            approval,
            sandbox,
            false,
            List.of(),
            null,
            EnvironmentPolicy.DEFAULT,
            null,
            true,
            true,
            WebSearch.OFF,
            null),
        grant,
        sessionGrants,
        false,
        50,
        "seer",
        null);
  }

  /** Runs a cell and gives what came of it, judged or not. */
  ToolOutcome outcome(ToolRun run) throws Exception {
    ToolOutcome outcome = tool.run(run, this);
    return outcome instanceof ToolOutcome.Judged judged ? judged.outcome() : outcome;
  }

  Completed run(String code) throws Exception {
    return (Completed) outcome(call("c" + ++calls, code, null));
  }

  String said(String code) throws Exception {
    return run(code).output().strip();
  }

  void reset() throws Exception {
    new JsReplResetTool(kernels).run(call("reset", "{}", null), this);
  }

  @Override
  public void output(String text) {
    shown.append(text);
  }

  @Override
  public Stop stop() {
    return stop.get();
  }

  void end() throws Exception {
    kernels.endAll();
  }
}
