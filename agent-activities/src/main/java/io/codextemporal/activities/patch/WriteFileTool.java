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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/** {@code write_file}: a whole file at once, by the same way and rules as a patch. Thread-safe. */
public final class WriteFileTool implements Tool {
  /** The name the model calls it. */
  public static final String NAME = "write_file";

  private final PatchRunner runner;

  /**
   * @param environments of sessions
   * @param ceiling what is never exceeded
   */
  public WriteFileTool(
      PatchEffects effects,
      Function<ToolSettings, Map<String, String>> environments,
      Ceiling ceiling) {
    this.runner = new PatchRunner(effects, environments, ceiling);
  }

  @Override
  public ToolOutcome run(ToolRun run, Progress progress)
      throws InterruptedException, IOException, BadArgumentsException {
    Path cwd = Path.of(run.settings().cwd());
    return runner.run(run, cwd, new Write(WriteFileArguments.parse(run.call().arguments()), cwd));
  }

  private record Write(WriteFileArguments file, Path cwd) implements PatchRunner.Writing {
    @Override
    public PatchPlan plan(WriteBounds bounds) throws PatchException {
      return PatchFiles.write(file.path(), file.content(), cwd, bounds);
    }

    @Override
    public String unfit(String why) {
      return "write_file failed: " + why;
    }

    @Override
    public String done(PatchPlan plan, double seconds) {
      int bytes = file.content().getBytes(StandardCharsets.UTF_8).length;
      return "Wrote " + bytes + " bytes to " + file.path();
    }
  }
}
