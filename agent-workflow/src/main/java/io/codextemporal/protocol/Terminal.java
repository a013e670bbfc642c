package io.codextemporal.protocol;

import java.time.Instant;

/**
 * A command that was left running in the background.
 *
 * @param id the session id that the model knows it by
 * @param call which started it
 * @param tty whether it has a terminal: then it lives only as long as its worker
 * @param wakes whether its end begins a turn where none runs
 */
public record Terminal(
    int id,
    CallId call,
    String command,
    String cwd,
    boolean tty,
    boolean wakes,
    Instant startedAt) {
  /** Where tools and workers find it: what {@code ToolCall.place} names. */
  public String place() {
    return placeOf(id);
  }

  public static String placeOf(int id) {
    return "terminal " + id;
  }

  public Terminal waking(boolean now) {
    return new Terminal(id, call, command, cwd, tty, now, startedAt);
  }
}
