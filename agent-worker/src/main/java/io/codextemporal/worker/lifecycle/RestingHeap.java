package io.codextemporal.worker.lifecycle;

/**
 * Gives back, when a worker has come to rest, the memory that its work took: the collector itself
 * looks only when there is no room left, which at rest never comes. Not thread-safe.
 */
final class RestingHeap {
  /** Less is not worth a collection, which takes a tenth of a second at the most. */
  private static final long WORTH_BYTES = 12_000_000;

  private static final long AT_REST_NANOS = 500_000_000;

  private long kept = Runtime.getRuntime().totalMemory();

  /**
   * To be called now and then.
   *
   * @param quietNanos for how long nothing has begun or ended
   */
  void look(long quietNanos) {
    if (quietNanos >= AT_REST_NANOS && Runtime.getRuntime().totalMemory() - kept >= WORTH_BYTES) {
      System.gc();
      kept = Runtime.getRuntime().totalMemory();
    }
  }
}
