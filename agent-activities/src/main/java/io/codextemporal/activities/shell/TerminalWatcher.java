package io.codextemporal.activities.shell;

import io.codextemporal.activities.dispatch.Owners;
import io.codextemporal.activities.dispatch.PlaceKeeper;
import io.codextemporal.activities.heartbeat.Beat;
import io.codextemporal.activities.heartbeat.Heartbeats;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activities.journal.CommandResult;
import io.codextemporal.activities.journal.Commands;
import io.codextemporal.activities.journal.Ended;
import io.codextemporal.activities.journal.Look;
import io.codextemporal.activities.journal.RunningCommand;
import io.codextemporal.activity.FailureType;
import io.codextemporal.activity.TerminalActivities;
import io.codextemporal.activity.TerminalEnd;
import io.codextemporal.activity.TerminalWatch;
import io.codextemporal.policy.TruncationPolicy;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.protocol.Terminal;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Watches the commands that were left running, and ends them. What has a terminal is lost with its
 * owner; any other is taken over. Thread-safe.
 */
public final class TerminalWatcher implements TerminalActivities, PlaceKeeper {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration QUIET = Duration.ofSeconds(20);
  private static final int TOLD_TOKENS = 1_500;

  private final Terminals terminals;
  private final Commands commands;
  private final Owners owners;
  private final Heartbeats heartbeats;
  private final CompletableFuture<Void> stopping = new CompletableFuture<>();

  public TerminalWatcher(Terminals terminals, Heartbeats heartbeats) {
    this.terminals = terminals;
    this.commands = terminals.commands();
    this.owners = terminals.owners();
    this.heartbeats = heartbeats;
  }

  /** The worker ends: others will watch. */
  public void letGo() {
    stopping.complete(null);
  }

  @Override
  public TerminalEnd watch(TerminalWatch request) {
    String owner = request.owner();
    boolean foreign = owner != null && !owner.equals(owners.own());
    if (owner != null && foreign && owners.lives(owner)) {
      throw ApplicationFailure.newNonRetryableFailure(
          "another worker holds it", FailureType.ELSEWHERE);
    }
    try {
      return look(request, foreign);
    } catch (IOException e) {
      throw ApplicationFailure.newFailureWithCause(
          request.terminal().place() + ": " + e, FailureType.TRANSIENT, e);
    } catch (InterruptedException e) {
      throw ApplicationFailure.newFailure("it is watched no more", FailureType.WORKER_STOPPING);
    }
  }

  private TerminalEnd look(TerminalWatch request, boolean foreign)
      throws IOException, InterruptedException {
    Terminal terminal = request.terminal();
    return switch (commands.look(request.session(), terminal.id())) {
      case Look.Fresh() -> new TerminalEnd.Lost("This machine knows nothing of it any more.");
      case Look.Unknown(String evidence, String again) ->
          new TerminalEnd.Lost(
              terminal.tty() ? Terminals.LOST : "Its outcome is unknown: " + evidence);
      case Look.Done(CommandResult result) ->
          result.ended().cause() == Ended.Cause.WORKER_LOST
              ? new TerminalEnd.Lost(Terminals.LOST)
              : ended(result);
      case Look.Underway(RunningCommand running) -> {
        if (terminal.tty() && !running.isOwn()) {
          running.end(Ended.Cause.WORKER_LOST);
          running.await();
          yield new TerminalEnd.Lost(Terminals.LOST);
        }
        yield foreign ? new TerminalEnd.Moved(owners.own()) : awaited(request, running);
      }
    };
  }

  private TerminalEnd awaited(TerminalWatch request, RunningCommand running)
      throws IOException, InterruptedException {
    StreamBeat identity = StreamBeat.of("terminal", null, request.terminal().call(), List.of());
    try (Beat beat =
        heartbeats.open(
            Activity.getExecutionContext(), request.session(), identity, EVERY, QUIET)) {
      Consumer<String> listener = text -> beat.append("output", "", text);
      running.onOutputLazily(listener);
      try {
        return awaited(running);
      } catch (InterruptedException e) {
        if (beat.stop() == Stop.LOST || beat.stop() == Stop.CANCELLED) {
          terminals.orphaned(request.session(), running);
        }
        throw e;
      } finally {
        running.removeListener(listener);
      }
    }
  }

  private TerminalEnd awaited(RunningCommand running) throws IOException, InterruptedException {
    if (running.awaitUnless(stopping)) {
      return ended(running.await());
    }
    throw new InterruptedException("the worker is stopping");
  }

  private static TerminalEnd ended(CommandResult result) throws IOException {
    Ended ended = result.ended();
    long from = ToldPiece.end(result.output());
    String rest =
        TruncationPolicy.tokens(TOLD_TOKENS)
            .cutWithWarning(OutputText.read(result.output(), from, Long.MAX_VALUE));
    return new TerminalEnd.Ended(how(ended), ended.exitCode(), ended.millis(), rest);
  }

  private static String how(Ended ended) {
    return switch (ended.cause()) {
      case EXITED, UNKNOWN ->
          ended.exitCode() == null ? "ended" : "exited with code " + ended.exitCode();
      case INTERRUPTED -> "was stopped by the user";
      case TIMED_OUT -> "was ended: it ran longer than a command may (tools.limits.wall_time)";
      case OUTPUT_LIMIT -> "was ended: it wrote more than is kept (tools.limits.output)";
      case WORKER_STOPPED -> "was ended with its worker by an operator";
      case WORKER_LOST -> "ended with the worker that held its terminal";
    };
  }

  @Override
  public boolean keeps(String place) {
    return place.startsWith("terminal ");
  }

  @Override
  public boolean free(SessionId session, String place) throws IOException, InterruptedException {
    return commands.end(
        session, Integer.parseInt(place.substring("terminal ".length())), Ended.Cause.INTERRUPTED);
  }
}
