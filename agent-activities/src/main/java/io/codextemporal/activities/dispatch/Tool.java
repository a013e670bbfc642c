package io.codextemporal.activities.dispatch;

import io.codextemporal.activity.ToolRun;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;

/**
 * Runs the calls of one tool, many at once.
 *
 * <p>Whatever the model or the user can be told is a {@link ToolOutcome}; bad arguments are {@link
 * BadArgumentsException}. Any other exception means that this worker cannot do it now: the call is
 * tried again. {@link ToolOutcome.Completed#keptDigest} is the dispatcher's.
 */
public interface Tool {
  /**
   * Runs the call, or says why not.
   *
   * @throws InterruptedException when the attempt must end; {@link Progress#stop} says why, and
   *     what was cancelled has been ended before this is thrown
   */
  ToolOutcome run(ToolRun run, Progress progress)
      throws InterruptedException, IOException, BadArgumentsException;
}
