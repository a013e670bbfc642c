package io.codextemporal.activity;

import io.codextemporal.tool.ToolOutcome;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * Runs one tool call: gathers the machine's facts, asks the pure policy, then runs or says why not.
 *
 * <p>Values: every {@link ToolOutcome}; a tool that ran and failed is {@link
 * ToolOutcome.Completed}. Retried: a broken worker. A second attempt of a tool with effects asks
 * the journal first. Heartbeats a {@link io.codextemporal.protocol.StreamBeat} from entry on.
 * Cancellation kills what it runs within 2 s; a worker's shutdown does not.
 */
@ActivityInterface
public interface ToolActivities {
  @ActivityMethod(name = ActivityNames.RUN_TOOL)
  ToolOutcome run(ToolRun run);
}
