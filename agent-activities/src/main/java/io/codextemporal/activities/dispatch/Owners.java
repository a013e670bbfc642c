package io.codextemporal.activities.dispatch;

import io.codextemporal.activity.ToolRun;

/** Port: which queue is this worker's own, and whether the worker of another one lives. */
public interface Owners {
  /** The task queue that this worker alone listens to. */
  String own();

  /** Whether a worker of this machine that listens to that queue lives. */
  boolean lives(String queue);

  /** Whether another worker held what the call needs, and died with it. */
  default boolean lost(ToolRun run) {
    String owner = run.owner();
    return owner != null && !owner.equals(own());
  }
}
