package io.codextemporal.protocol;

import java.time.Instant;

/**
 * A command that was left running in the background, or the session's JavaScript kernel.
 *
 * @param id the session id that the model knows it by; {@link #KERNEL} for the kernel
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
  /** Commands have numbers from 1,000 on. */
  public static final int KERNEL = 1;

  /** Where a session's cells run. */
  public static final String KERNEL_PLACE = "js_repl";

  /** A session's kernel, as {@code call} started it. */
  public static Terminal kernel(CallId call, String cwd, Instant startedAt) {
    return new Terminal(KERNEL, call, "JavaScript kernel (js_repl)", cwd, false, false, startedAt);
  }

  /** Whether it is the kernel: it ends with its worker, and the next cell tells of that. */
  public boolean runsCells() {
    return id == KERNEL;
  }

  /** Where tools and workers find it: what {@code ToolCall.place} names. */
  public String place() {
    return runsCells() ? KERNEL_PLACE : placeOf(id);
  }

  public static String placeOf(int id) {
    return "terminal " + id;
  }

  public Terminal waking(boolean now) {
    return new Terminal(id, call, command, cwd, tty, now, startedAt);
  }
}
