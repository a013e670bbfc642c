package io.codextemporal.tui.cli;

import io.codextemporal.config.Machine;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.tui.session.EventFollower;
import io.codextemporal.tui.session.Healer;
import io.codextemporal.tui.session.Ids;
import io.codextemporal.tui.session.Launcher;
import io.codextemporal.tui.session.Services;
import io.codextemporal.tui.session.SessionClient;
import io.codextemporal.tui.session.SessionFailure;
import io.codextemporal.tui.session.Update;
import io.codextemporal.tui.session.Who;
import io.codextemporal.tui.terminal.Signals;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Follows a turn to its end, or as far as the person's patience goes: shows it, interrupts it on
 * Ctrl-C, and keeps server and worker alive meanwhile. Used by one thread.
 */
final class TurnFollower {
  private static final Duration FAR = Duration.ofDays(3_650);

  private final SessionClient client;
  private final Services services;
  private final SessionId session;
  private final String machine;
  private final TurnWatch watch;
  private final TurnView view;
  private final Optional<Duration> timeout;
  private Optional<CompletableFuture<Launcher.Result>> waking = Optional.empty();
  private @Nullable TurnOutcome outcome;
  private boolean interrupting;
  private boolean saidNoWorker;

  /**
   * @param machine the host the session's queue is on
   * @param timeout how long to wait; empty for as long as it takes
   */
  TurnFollower(
      SessionClient client,
      Services services,
      SessionId session,
      String machine,
      TurnWatch watch,
      TurnView view,
      Optional<Duration> timeout) {
    this.client = client;
    this.services = services;
    this.session = session;
    this.machine = machine;
    this.watch = watch;
    this.view = view;
    this.timeout = timeout;
  }

  /** The worker that is being started; if that fails, following ends with its words. */
  TurnFollower startedWith(Optional<CompletableFuture<Launcher.Result>> worker) {
    waking = worker;
    return this;
  }

  /**
   * Follows from event {@code after} on; {@code began} is the {@link System#nanoTime} the timeout
   * counts from.
   */
  TurnOutcome follow(long after, boolean fresh, long began) {
    boolean local = machine.equals(Machine.name());
    client.connection().waitForever();
    try (EventFollower events = EventFollower.start(client, session, after, view.streams(), fresh);
        Healer healer =
            new Healer(
                client.connection(),
                services.household(),
                services.launcher(),
                local,
                text -> events.tell(new Update.Note(text)))) {
      healer.start();
      Signals.on("INT", () -> events.tell(new Update.Break()));
      waking.ifPresent(start -> start.thenAccept(result -> events.tell(new Update.Woken(result))));
      long patience = timeout.orElse(FAR).toNanos();
      while (outcome == null) {
        long left = began + patience - System.nanoTime();
        Optional<Update> update =
            left <= 0 ? Optional.empty() : events.next(Duration.ofNanos(left));
        outcome =
            update.isEmpty()
                ? new TurnOutcome.TimedOut(timeout.orElse(FAR))
                : take(update.get()).orElse(null);
      }
      return outcome;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new TurnOutcome.Left();
    }
  }

  private Optional<TurnOutcome> take(Update update) {
    return switch (update) {
      case Update.Events events -> events(events);
      case Update.Beats beats -> {
        view.beats(beats.beats());
        yield Optional.empty();
      }
      case Update.Note note -> {
        view.note(note.text());
        yield Optional.empty();
      }
      case Update.NoWorker none -> {
        noWorker();
        yield Optional.empty();
      }
      case Update.Closed closed ->
          watch.outcome().or(() -> Optional.of(new TurnOutcome.Closed("")));
      case Update.Woken woken -> {
        woken(woken.result());
        yield Optional.empty();
      }
      case Update.Break stop -> breakOff();
    };
  }

  private Optional<TurnOutcome> events(Update.Events page) {
    saidNoWorker = false;
    for (SequencedEvent event : page.events()) {
      if (watch.outcome().isEmpty() && watch.see(event.event())) {
        view.event(event.event());
      }
    }
    if (!page.more()) {
      watch.caughtUp();
    }
    return watch.outcome();
  }

  private void noWorker() {
    if (!saidNoWorker && (!machine.equals(Machine.name()) || !services.household().hasWorker())) {
      saidNoWorker = true;
      view.note(
          "no worker on " + machine + " answers yet; the session is safe and goes on with one");
    }
  }

  private void woken(Launcher.Result result) {
    if (!result.worked() && !services.household().hasWorker()) {
      String why = result.said().lines().findFirst().orElse("exit " + result.exitCode());
      throw new CliFailure(
          "no worker on " + machine,
          why.startsWith("ct: ") ? why.substring(4) : why,
          "The message is safe; go on with: ct worker start, then ct wait " + session,
          ExitCode.UNAVAILABLE);
    }
  }

  private Optional<TurnOutcome> breakOff() {
    if (interrupting) {
      return Optional.of(new TurnOutcome.Left());
    }
    interrupting = true;
    view.note("interrupting the turn; Ctrl-C again leaves, and the session lives on");
    Thread.ofPlatform().daemon().name("interrupt").start(this::sendInterrupt);
    return Optional.empty();
  }

  private void sendInterrupt() {
    try {
      client.send(session, new Op.Interrupt(Ids.op(), Who.as("exec")));
    } catch (SessionFailure e) {
      // The session is closed already: following tells it.
    }
  }
}
