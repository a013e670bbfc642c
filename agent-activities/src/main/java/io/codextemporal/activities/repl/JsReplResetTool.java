package io.codextemporal.activities.repl;

import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.protocol.Terminal;
import io.codextemporal.tool.Holding;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;

/**
 * The tool {@code js_repl_reset}: ends the session's kernel, after the cells that wait for it.
 * Thread-safe.
 */
public final class JsReplResetTool implements Tool {
  /** The name the model calls it. */
  public static final String NAME = "js_repl_reset";

  private final Kernels kernels;

  public JsReplResetTool(Kernels kernels) {
    this.kernels = kernels;
  }

  @Override
  public ToolOutcome run(ToolRun run, Progress progress) throws InterruptedException, IOException {
    kernels.free(run.session(), Terminal.KERNEL_PLACE);
    return new ToolOutcome.Completed("js_repl kernel reset", 0, true, null, 0, null, null)
        .holding(new Holding(Terminal.KERNEL_PLACE, null));
  }
}
