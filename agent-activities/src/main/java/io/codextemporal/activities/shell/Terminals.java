package io.codextemporal.activities.shell;

import io.codextemporal.activities.dispatch.Owners;
import io.codextemporal.activities.journal.CommandResult;
import io.codextemporal.activities.journal.Commands;
import io.codextemporal.activities.journal.Ended;
import io.codextemporal.activities.journal.RunningCommand;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.Terminal;
import io.codextemporal.tool.Holding;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of commands that were left running, in words to the model. Thread-safe. */
public final class Terminals {
  private static final Logger LOG = LoggerFactory.getLogger(Terminals.class);

  static final String LOST =
      "The worker that held its terminal is gone, and the command with it. What it did until then is"
          + " done. Start it again with exec_command if it is still needed.";

  private final Commands commands;
  private final Owners owners;
  private final OpenSessions sessions;
  private final Duration timeout;

  /**
   * @param timeout after which commands are ended
   */
  public Terminals(Commands commands, Owners owners, OpenSessions sessions, Duration timeout) {
    this.commands = commands;
    this.owners = owners;
    this.sessions = sessions;
    this.timeout = timeout;
  }

  Commands commands() {
    return commands;
  }

  Owners owners() {
    return owners;
  }

  /** Ends a command whose session has ended; nobody can want it any more. Returns at once. */
  void orphaned(SessionId session, RunningCommand running) {
    Thread.ofVirtual()
        .name("orphan")
        .start(() -> {
          if (sessions.isOver(session)) {
            LOG.info("ends a command that the ended session {} left running", session);
            running.end(Ended.Cause.INTERRUPTED);
          }
        });
  }

  /** Ends what sessions left running that ended while no worker was there. */
  public void reap() {
    try {
      for (SessionId session : commands.running()) {
        if (sessions.isOver(session)) {
          LOG.info("ends what the ended session {} left running", session);
          commands.endAll(session, Ended.Cause.INTERRUPTED);
        }
      }
    } catch (IOException e) {
      LOG.warn("cannot look for what ended sessions left running", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The command runs on: what it printed so far, and the number to ask for it. */
  ToolOutcome.Completed left(CommandRequest request, String digest, RunningCommand running)
      throws IOException {
    int number = commands.number(request.run().session(), request.run().call().id(), digest);
    CommandResult soFar = running.soFar();
    ToldPiece piece =
        ToldPiece.take(running.output(), request.run().call().id(), soFar.ended().millis(), false);
    Terminal terminal =
        new Terminal(
            number,
            request.run().call().id(),
            request.arguments().cmd(),
            request.cwd().toString(),
            running.tty(),
            request.arguments().wakes(),
            running.startedAt());
    return ExecOutput.part(soFar, number, piece, request.arguments().maxOutputTokens())
        .holding(Holding.of(terminal, owners.own()));
  }

  /** What is new of one that has ended. */
  ToolOutcome.Completed last(CommandResult result, ToldPiece piece, int maxTokens)
      throws IOException {
    return ExecOutput.last(result, piece, maxTokens, timeout);
  }
}
