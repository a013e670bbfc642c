package io.codextemporal.tui.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Waits for what another thread makes, and fails as it failed. */
final class Joining {
  static <T> T of(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Does something beside another thread's work, and leaves nothing running when it fails. */
  static <T> T meanwhile(CompletableFuture<?> other, Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      other.handle((value, failure) -> value).join();
      throw e;
    }
  }

  private Joining() {}
}
