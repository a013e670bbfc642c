package io.codextemporal.activities.patch;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activities.file.WriteBounds;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Ceiling;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** {@code apply_patch}: changes files by a patch, wholly or not at all. Thread-safe. */
public final class ApplyPatchTool implements Tool {
  /** The name the model calls it. */
  public static final String NAME = "apply_patch";

  private final PatchRunner runner;

  /**
   * @param environments of sessions
   * @param ceiling what is never exceeded
   */
  public ApplyPatchTool(
      PatchEffects effects,
      Function<ToolSettings, Map<String, String>> environments,
      Ceiling ceiling) {
    this.runner = new PatchRunner(effects, environments, ceiling);
  }

  @Override
  public ToolOutcome run(ToolRun run, Progress progress)
      throws InterruptedException, IOException, BadArgumentsException {
    String patch = ApplyPatchArguments.of(run.call()).patch();
    return run(run, patch, Path.of(run.settings().cwd()));
  }

  /**
   * Applies a patch that came with another tool's call.
   *
   * @param cwd paths count from it; it widens no bounds
   */
  public ToolOutcome run(ToolRun run, String patch, Path cwd)
      throws InterruptedException, IOException {
    return runner.run(run, cwd, new Patching(patch, cwd));
  }

  private record Patching(String patch, Path cwd) implements PatchRunner.Writing {
    @Override
    public PatchPlan plan(WriteBounds bounds) throws PatchException {
      return PatchFiles.plan(patch, cwd, bounds);
    }

    @Override
    public String unfit(String why) {
      return "apply_patch verification failed: " + why;
    }

    @Override
    public String done(PatchPlan plan, double seconds) {
      return String.format(Locale.ROOT, "Exit code: 0\nWall time: %.1f seconds\nOutput:\n", seconds)
          + plan.summary();
    }
  }
}
