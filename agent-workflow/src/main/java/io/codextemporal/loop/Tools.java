package io.codextemporal.loop;

import io.codextemporal.tool.ToolCall;
import java.util.List;

/**
 * Port: runs a batch of calls and blocks until each has its result. Results come in call order, one
 * a call, also when the batch is interrupted. How many run at once is the adapter's; it runs each
 * by a {@link CallRunner}, and a call that waits for a person holds up none that does not.
 */
public interface Tools {
  List<ToolResult> run(TurnState turn, List<ToolCall> calls);
}
