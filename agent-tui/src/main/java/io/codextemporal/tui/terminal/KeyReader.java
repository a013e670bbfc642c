package io.codextemporal.tui.terminal;

import io.codextemporal.tui.model.Msg;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The one thread that reads the terminal. What it reads it hands over and reads on only when that
 * has been dealt with: so nobody reads while an editor or a stopped shell has the terminal, and a
 * waiting reader wakes nobody. A lone ESC is a key after 50 ms of silence.
 */
final class KeyReader {
  private static final long ESCAPE_NANOS = 50_000_000;

  private final Tty tty;
  private final Consumer<List<Msg>> handOver;
  private final Runnable gone;
  private final KeyParser parser = new KeyParser();

  /**
   * @param handOver blocks until the messages are dealt with
   * @param gone told once when there is no terminal any more
   */
  KeyReader(Tty tty, Consumer<List<Msg>> handOver, Runnable gone) {
    this.tty = tty;
    this.handOver = handOver;
    this.gone = gone;
  }

  void start() {
    Thread.ofPlatform().daemon().name("keys").start(this::run);
  }

  void run() {
    byte[] buffer = new byte[16_384];
    try {
      for (int count = tty.read(buffer); count >= 0; count = tty.read(buffer)) {
        tell(parser.feed(buffer, count, Instant.now()));
        if (parser.isPending() && isSilent()) {
          tell(parser.flush(Instant.now()));
        }
      }
    } catch (IOException e) {
      // A terminal that is gone reads like this.
    }
    gone.run();
  }

  private void tell(List<Msg> messages) {
    if (!messages.isEmpty()) {
      handOver.accept(messages);
    }
  }

  private boolean isSilent() throws IOException {
    long until = System.nanoTime() + ESCAPE_NANOS;
    try {
      while (System.nanoTime() < until) {
        if (tty.available() > 0) {
          return false;
        }
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return tty.available() == 0;
  }
}
