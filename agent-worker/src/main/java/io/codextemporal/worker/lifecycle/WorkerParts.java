package io.codextemporal.worker.lifecycle;

import java.util.List;

/** What a worker can do: the sessions' workflow and the activities it registers. */
public interface WorkerParts {
  /** Workflow implementations. */
  List<Class<?>> workflows();

  /** Activity implementations; called once, before the worker polls. */
  List<Object> activities(WorkerLink link);

  /** Loads what the first turn would else wait for. Called once, on a thread of its own. */
  void warmUp();

  /**
   * Ends every command that this home's workers left running and journals why.
   *
   * @return how many there were
   */
  int endCommands(String reason);
}
