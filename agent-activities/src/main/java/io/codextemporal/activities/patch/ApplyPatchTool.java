package io.codextemporal.activities.patch;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activities.file.WriteBounds;
import io.codextemporal.activities.patch.PatchEffects.Applied;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.conversation.Sha256;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code apply_patch}: verifies a patch, asks where the policy says so, and applies it wholly or
 * not at all. What the journal knows of the call comes first. Thread-safe.
 */
public final class ApplyPatchTool implements Tool {
  /** The name the model calls it. */
  public static final String NAME = "apply_patch";

  private final PatchEffects effects;
  private final Function<ToolSettings, Map<String, String>> environments;

  /**
   * @param environments of sessions
   */
  public ApplyPatchTool(
      PatchEffects effects, Function<ToolSettings, Map<String, String>> environments) {
    this.effects = effects;
    this.environments = environments;
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
    WriteBounds bounds = WriteBounds.of(run.settings(), environments.apply(run.settings()));
    return write(run, cwd, bounds, () -> PatchFiles.plan(patch, cwd, bounds));
  }

  private ToolOutcome write(ToolRun run, Path cwd, WriteBounds bounds, Planning planning)
      throws InterruptedException, IOException {
    long begin = System.nanoTime();
    String digest = Sha256.hex(run.call().name(), "\0", run.call().arguments());
    Optional<Applied> earlier = effects.earlier(run.session(), run.call().id(), digest);
    if (earlier.isPresent()) {
      return told(earlier.get(), begin);
    }
    PatchPlan plan;
    try {
      plan = planning.plan();
    } catch (PatchException e) {
      return failed("apply_patch verification failed: " + e.what());
    }
    Optional<ToolOutcome> objection = PatchApproval.objection(run, plan, bounds, cwd.toString());
    if (objection.isPresent()) {
      return objection.get();
    }
    try {
      return told(
          effects.apply(
              run.session(), run.call().id(), digest, plan, header(begin) + plan.summary()),
          begin);
    } catch (PatchException e) {
      return failed("apply_patch failed, nothing was changed: " + e.what());
    }
  }

  private static String header(long begin) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    return String.format(Locale.ROOT, "Exit code: 0\nWall time: %.1f seconds\nOutput:\n", seconds);
  }

  private static ToolOutcome told(Applied applied, long begin) {
    String output = applied.output();
    int body = output.indexOf("Output:\n");
    return new ToolOutcome.Completed(
        output,
        body < 0 ? 0 : body + "Output:\n".length(),
        true,
        0,
        (System.nanoTime() - begin) / 1_000_000,
        null,
        null,
        applied.changes(),
        List.of());
  }

  private static ToolOutcome failed(String output) {
    return new ToolOutcome.Completed(output, 0, false, 1, 0, null, null);
  }

  private interface Planning {
    PatchPlan plan() throws PatchException;
  }
}
