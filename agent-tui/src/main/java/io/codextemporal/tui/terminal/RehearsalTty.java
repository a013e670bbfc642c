package io.codextemporal.tui.terminal;

import io.codextemporal.tui.model.Size;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A terminal that nobody sees, whose hand does what people do most. Only for the run that trains
 * the JVM's class cache.
 */
final class RehearsalTty implements Tty {
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  /** What is typed, and what is waited for on the screen before it; empty waits for nothing. */
  private record Move(String awaited, String typed) {}

  private final Deque<Move> moves =
      new ArrayDeque<>(
          List.of(
              new Move("", "h"),
              new Move("", "i"),
              new Move("", "\r"),
              new Move("hello", "\u001b[<64;5;5M"),
              new Move("", "\u001b[<65;5;5M"),
              new Move("", "\u001b[A"),
              new Move("", "\u0015"),
              new Move("", "/"),
              new Move("", "\u001b"),
              new Move("", "\u0015"),
              new Move("", "?"),
              new Move("", "\u001b"),
              new Move("", "\u0014"),
              new Move("", "q"),
              new Move("", "\u001b[200~a\nb\u001b[201~"),
              new Move("", "\u0003"),
              new Move("", "\u0003"),
              new Move("", "\u0003")));
  private final StringBuilder shown = new StringBuilder();

  @Override
  public int read(byte[] into) {
    Move move = moves.poll();
    if (move == null) {
      return -1;
    }
    await(move.awaited());
    byte[] typed = move.typed().getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(typed, 0, into, 0, typed.length);
    return typed.length;
  }

  private synchronized void await(String text) {
    long until = System.nanoTime() + PATIENCE_NANOS;
    try {
      while (shown.indexOf(text) < 0 && System.nanoTime() < until) {
        wait(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void write(byte[] bytes) {
    shown.append(new String(bytes, StandardCharsets.UTF_8));
    notifyAll();
  }

  @Override
  public int available() {
    return 0;
  }

  @Override
  public Size size() {
    return new Size(80, 24);
  }

  @Override
  public Size measure() {
    return size();
  }

  @Override
  public void mouse(boolean on) {}

  @Override
  public void enter() {
    write(Modes.enter(true, size().rows(), true).getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void leave() {
    write(Modes.leave(true, size().rows()).getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void leaveForGood() {
    leave();
  }

  @Override
  public void stop() {}
}
