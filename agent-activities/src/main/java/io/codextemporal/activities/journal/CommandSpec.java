package io.codextemporal.activities.journal;

import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SessionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command to run for a call.
 *
 * @param digest names what was asked for: a start for another request is none of this call
 * @param cwd an existing folder
 * @param environment all of the command's environment
 * @param timeout after which its processes are ended, counted from its start whichever worker
 *     watches it
 * @param maxOutputBytes of output on disk, about; a command that writes more is ended
 * @param confinement what stands around the command
 * @param why who or what let it start; every attempt that reports it tells so
 * @param tty whether it gets a terminal; else its standard input is empty
 */
public record CommandSpec(
    SessionId session,
    CallId call,
    String digest,
    List<String> command,
    Path cwd,
    Map<String, String> environment,
    Duration timeout,
    long maxOutputBytes,
    Confinement confinement,
    @Nullable String why,
    boolean tty) {
  public CommandSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** A command with nothing around it and no terminal. */
  public static CommandSpec plain(
      SessionId session,
      CallId call,
      String digest,
      List<String> command,
      Path cwd,
      Map<String, String> environment,
      Duration timeout,
      long maxOutputBytes) {
    return new CommandSpec(
        session,
        call,
        digest,
        command,
        cwd,
        environment,
        timeout,
        maxOutputBytes,
        Confinement.NONE,
        null,
        false);
  }

  /** The same within {@code around}, let start by {@code who}. */
  public CommandSpec within(Confinement around, String who) {
    return new CommandSpec(
        session,
        call,
        digest,
        command,
        cwd,
        environment,
        timeout,
        maxOutputBytes,
        around,
        who,
        tty);
  }

  /** The same at a terminal, or not. */
  public CommandSpec atTerminal(boolean terminal) {
    return new CommandSpec(
        session,
        call,
        digest,
        command,
        cwd,
        environment,
        timeout,
        maxOutputBytes,
        confinement,
        why,
        terminal);
  }
}
