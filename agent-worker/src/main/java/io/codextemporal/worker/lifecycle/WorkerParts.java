package io.codextemporal.worker.lifecycle;

import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SessionId;
import java.util.List;

/** What a worker can do: the sessions' workflow and the activities it registers. */
public interface WorkerParts {
  /** Workflow implementations. */
  List<Class<?>> workflows();

  /** Activity implementations; called once, before the worker polls. */
  List<Object> activities(WorkerLink link);

  /** Loads what the first turn would else wait for. Called once, on a thread of its own. */
  void warmUp();

  /** The worker takes nothing new: what only waits, for days perhaps, is to return now. */
  default void stopping() {}

  /** The worker has drained: what lives in it alone is to end, what is open to be closed. */
  default void drained() {}

  /**
   * Ends what a dead worker left running of a call that its session has cancelled, and journals it
   * as interrupted.
   */
  void endAbandoned(SessionId session, CallId call);

  /**
   * Ends every command this process watches, waits for its end and journals that an operator
   * stopped the worker.
   *
   * @return how many there were
   */
  int endCommands();
}
