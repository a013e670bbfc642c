package io.codextemporal.tui.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

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

  private Joining() {}
}
