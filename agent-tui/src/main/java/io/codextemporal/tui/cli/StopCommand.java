package io.codextemporal.tui.cli;

import io.codextemporal.config.Machine;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.tui.session.Description;
import io.codextemporal.tui.session.Ids;
import io.codextemporal.tui.session.SessionClient;
import io.codextemporal.tui.session.Who;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ct stop}: ends a session and everything it runs, and waits until it is so. */
@Command(
    name = "stop",
    description = "Ends a session and everything it runs, and waits until it has ended.",
    mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration WITHOUT_WORKER = Duration.ofSeconds(5);
  private static final Duration WITH_WORKER = Duration.ofSeconds(30);

  @Mixin SessionArgument argument = new SessionArgument();

  @Option(names = "--force", description = "terminates it, whatever it does; needs no worker")
  boolean force;

  private final Surroundings around;

  StopCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    argument.check();
    SessionClient client = around.services().client();
    SessionId session = argument.of(client, around);
    Description description = client.describe(session);
    if (!description.open()) {
      return say("session " + session + " is stopped already");
    }
    if (force) {
      client.terminate(session, "ct stop --force by " + Who.as("stop"));
      return say("terminated session " + session);
    }
    String machine = ShowCommand.machine(description).orElse(Machine.name());
    client.send(session, new Op.Shutdown(Ids.op(), Who.as("stop")));
    if (!closes(client, session)) {
      throw Answering.sent(machine);
    }
    return say("stopped session " + session);
  }

  /** Whether it ends; while a worker answers for it, it has time to end what it runs. */
  private static boolean closes(SessionClient client, SessionId session) {
    long began = System.nanoTime();
    boolean answered = false;
    while (true) {
      if (!client.describe(session).open()) {
        return true;
      }
      long waited = System.nanoTime() - began;
      if (waited > WITHOUT_WORKER.toNanos() && !answered) {
        answered = answers(client, session);
        if (!answered) {
          return false;
        }
      }
      if (waited > WITH_WORKER.toNanos()) {
        return false;
      }
      pause();
    }
  }

  private static boolean answers(SessionClient client, SessionId session) {
    return Answering.within(Duration.ZERO, () -> Optional.of(client.watermark(session)))
        .isPresent();
  }

  /** Whether the session did nothing when it last told. */
  static boolean rests(Description description) {
    return description
        .row()
        .map(row -> row.summary().status().state())
        .filter(state ->
            state == SessionState.IDLE
                || state == SessionState.FAILED
                || state == SessionState.CLOSED)
        .isPresent();
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int say(String text) {
    around.stdio().out().println(text);
    return ExitCode.OK;
  }
}
