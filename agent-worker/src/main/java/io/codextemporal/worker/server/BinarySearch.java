package io.codextemporal.worker.server;

import java.util.List;

/** What came of looking for a Temporal binary. */
sealed interface BinarySearch {
  /** One that runs. */
  record Found(TemporalBinary binary) implements BinarySearch {}

  /**
   * None.
   *
   * @param reasons each way that was tried and why it did not work, in the order tried
   */
  record NotFound(List<String> reasons) implements BinarySearch {
    public NotFound {
      reasons = List.copyOf(reasons);
    }
  }
}
