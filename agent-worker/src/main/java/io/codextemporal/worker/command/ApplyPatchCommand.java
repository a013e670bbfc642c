package io.codextemporal.worker.command;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.file.FolderRemoval;
import io.codextemporal.activities.file.WriteBounds;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activities.patch.ApplyPatchTool;
import io.codextemporal.activities.patch.PatchEffects;
import io.codextemporal.activities.patch.PatchException;
import io.codextemporal.activities.patch.PatchFiles;
import io.codextemporal.activities.patch.PatchPlan;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Ceiling;
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
import io.codextemporal.tui.cli.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ct debug apply-patch}: applies the patch on standard input, wholly or not at all. */
@Command(
    name = "apply-patch",
    description = "Applies the patch on standard input; paths count from this folder.",
    mixinStandardHelpOptions = true)
final class ApplyPatchCommand implements Callable<Integer> {
  private static final SessionId NOBODY = new SessionId("00000000-0000-7000-8000-000000000000");
  private static final CallId CALL = new CallId("debug");

  private final Path here;
  private final InputStream input;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--tool",
      description =
          "As the agent would under workspace-write and never; prints what the model would read.")
  private boolean tool;

  ApplyPatchCommand(Path here, InputStream input) {
    this.here = here;
    this.input = input;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, BadArgumentsException {
    String patch = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    Path journal = Files.createTempDirectory("ct-patch");
    try {
      PatchEffects effects = new PatchEffects(journal);
      return tool ? asTool(effects, patch) : asEngine(effects, patch);
    } finally {
      FolderRemoval.remove(journal);
    }
  }

  private int asEngine(PatchEffects effects, String patch)
      throws IOException, InterruptedException {
    try {
      PatchPlan plan = PatchFiles.plan(patch, here, new WriteBounds(List.of()));
      if (plan.steps().isEmpty()) {
        return said(err(), "No files were modified.\n", ExitCode.FAILED);
      }
      String summary = plan.summary();
      effects.apply(NOBODY, CALL, "", plan, summary, null);
      return said(out(), summary, ExitCode.OK);
    } catch (PatchException e) {
      return said(err(), e.what() + "\n", ExitCode.FAILED);
    }
  }

  private int asTool(PatchEffects effects, String patch)
      throws IOException, InterruptedException, BadArgumentsException {
    ToolRun run =
        new ToolRun(
            NOBODY,
            new TurnId("turn-1"),
            new ToolCall(CALL, ApplyPatchTool.NAME, patch, true, RetryClass.EFFECTS),
            settings(),
            null,
            List.of(),
            false,
            1_000);
    return told(new ApplyPatchTool(effects, any -> Map.of(), Ceiling.NONE).run(run, new Silent()));
  }

  private int told(ToolOutcome outcome) {
    return switch (outcome) {
      case ToolOutcome.Completed done ->
          said(out(), ended(done.output()), done.success() ? ExitCode.OK : ExitCode.FAILED);
      case ToolOutcome.Refused(String output) -> said(out(), ended(output), ExitCode.FAILED);
      case ToolOutcome.NeedsApproval asked -> said(out(), ended(asked.reason()), ExitCode.FAILED);
      case ToolOutcome.Judged judged -> told(judged.outcome());
      case ToolOutcome.OutcomeUnknown unknown ->
          said(out(), ended(unknown.evidence()), ExitCode.FAILED);
      case ToolOutcome.Unreadable(String reason) -> said(err(), ended(reason), ExitCode.FAILED);
    };
  }

  private ToolSettings settings() {
    return new ToolSettings(
        here.toString(),
        ApprovalMode.NEVER,
        SandboxMode.WORKSPACE_WRITE,
        false,
        List.of(),
        null,
        EnvironmentPolicy.DEFAULT,
        null,
        true,
        true,
        WebSearch.OFF,
        null);
  }

  private static String ended(String text) {
    return text.endsWith("\n") ? text : text + "\n";
  }

  private static int said(PrintWriter where, String text, int exit) {
    where.print(text);
    where.flush();
    return exit;
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec, "picocli sets it").commandLine().getErr();
  }

  private static final class Silent implements Progress {
    @Override
    public void output(String text) {}

    @Override
    public Stop stop() {
      return Stop.NONE;
    }
  }
}
