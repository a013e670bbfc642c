package io.codextemporal.tui.session;

import io.codextemporal.config.Machine;
import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.SessionStart;
import io.codextemporal.tui.model.Cut;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.session.SessionFailure.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The session on the screen, or the one that the next message begins: ops go to it, its events come
 * from it. Changed by one thread, asked by another; calls block for as long as it takes, and throw
 * a {@link SessionFailure} for what cannot be.
 */
final class ShownSession implements AutoCloseable {
  private static final long LOOK_MILLIS = 300;

  private final CompletableFuture<SessionClient> client;
  private final Beginning beginning;
  private final Upcoming upcoming;
  private final Reach reach;
  private final Consumer<Msg> screen;
  private volatile @Nullable SessionId session;
  private @Nullable Following following;
  private volatile boolean closed;

  ShownSession(
      CompletableFuture<SessionClient> client,
      Beginning beginning,
      Upcoming upcoming,
      Reach reach,
      Consumer<Msg> screen) {
    this.client = client;
    this.beginning = beginning;
    this.upcoming = upcoming;
    this.reach = reach;
    this.screen = screen;
  }

  /** Empty until the first message has begun one. */
  Optional<SessionId> id() {
    return Optional.ofNullable(session);
  }

  /** The id that what is typed now belongs to. */
  SessionId toBe() {
    return id().orElseGet(upcoming::id);
  }

  void submit(Op op) {
    SessionClient line = client.join();
    reach.wake();
    SessionId shown = session;
    if (shown == null) {
      begin(line, op);
    } else {
      deliver(line, shown, op);
    }
  }

  private void begin(SessionClient line, Op op) {
    SessionStart start = upcoming.start();
    line.start(start, Messages.whole(op));
    session = start.session();
    upcoming.begun();
    reach.needs(start.machine());
    SessionSettings under = start.settings();
    screen.accept(new Msg.Attached(start.session(), under.tools().cwd(), start.machine(), under));
    follow(line, start.session(), 0, true);
  }

  private void deliver(SessionClient line, SessionId shown, Op op) {
    List<Op> ops = Messages.whole(op);
    try {
      ops.forEach(each -> line.send(shown, each));
    } catch (SessionFailure e) {
      if (e.kind() != Kind.CLOSED) {
        throw e;
      }
      line.reopen(shown, ops);
      Following before = following;
      follow(line, shown, before == null ? 0 : before.seen(), false);
    }
  }

  private void follow(SessionClient line, SessionId id, long after, boolean fresh) {
    unfollow();
    following = new Following(line, id, after, fresh, screen, reach);
  }

  private void unfollow() {
    Following before = following;
    if (before != null) {
      before.close();
    }
    following = null;
  }

  /** The session a person means by what they typed; empty: the newest. */
  SessionId named(Optional<String> id, boolean everywhere) {
    return new SessionDirectory(client.join())
        .named(id, everywhere ? Optional.empty() : Optional.of(beginning.folder()));
  }

  /** Shows that session, from its end backwards, and follows it. */
  void attach(SessionId id) {
    SessionClient line = client.join();
    unfollow();
    session = null;
    upcoming.forget();
    Description description = line.describe(id);
    String machine = description.row().map(row -> row.summary().machine()).orElse(Machine.name());
    reach.needs(machine);
    reach.wake();
    EventPage page = patiently(() -> line.eventsBefore(id, Long.MAX_VALUE));
    SessionDetail detail = patiently(() -> line.show(id));
    session = id;
    screen.accept(
        new Msg.Attached(id, detail.settings().tools().cwd(), machine, detail.settings()));
    reach.answered(page.status().state());
    screen.accept(
        new Msg.Arrived(
            new EventPage(
                page.runId(), page.events(), page.next(), false, List.of(), page.status()),
            Instant.now()));
    screen.accept(new Msg.Shown(detail, Instant.now()));
    follow(line, id, page.next(), false);
  }

  /** The next message begins a copy of that session, under this screen's own settings. */
  void fork(SessionId from) {
    SessionClient line = client.join();
    line.describe(from);
    List<String> seed = patiently(() -> line.seed(from));
    EventPage page = patiently(() -> line.eventsBefore(from, Long.MAX_VALUE));
    upcoming.fork(
        new Upcoming.Parent(from, seed, Machine.name(), beginning.branch().orElse(null)), null);
    screen.accept(
        new Msg.Forked(
            from,
            page,
            null,
            beginning.folder(),
            Machine.name(),
            upcoming.settings(),
            Instant.now()));
  }

  /**
   * The next message begins a copy of the session on the screen, where it works and as it works.
   *
   * @param cut up to which message; null for all of it
   */
  void forkShown(@Nullable Cut cut) {
    SessionId shown = session;
    SessionClient line = client.join();
    Upcoming.Parent parent;
    SessionSettings under;
    if (shown == null) {
      Upcoming.Parent known = upcoming.parent();
      if (known == null) {
        throw new SessionFailure(
            Kind.NOT_FOUND, "a fork", "there is no session yet", "Send a message first");
      }
      parent = known;
      under = upcoming.settings();
    } else {
      SessionDetail detail = patiently(() -> line.show(shown));
      parent =
          new Upcoming.Parent(
              shown,
              patiently(() -> line.seed(shown)),
              detail.summary().machine(),
              detail.summary().branch());
      under = detail.settings();
    }
    Upcoming.Parent copy = cut == null ? parent : before(parent, cut);
    unfollow();
    session = null;
    reach.needs(copy.machine());
    reach.rests();
    upcoming.fork(copy, under);
    screen.accept(
        new Msg.Forked(
            copy.session(), null, cut, under.tools().cwd(), copy.machine(), under, Instant.now()));
  }

  private static Upcoming.Parent before(Upcoming.Parent parent, Cut cut) {
    List<String> seed =
        Seed.before(parent.seed(), cut.message().text(), cut.after())
            .orElseThrow(() ->
                new SessionFailure(
                    Kind.NOT_FOUND,
                    "going back",
                    "the model does not have that message any more: a compaction took it",
                    "Go back to a later message, or say it again in a new session"));
    return new Upcoming.Parent(parent.session(), seed, parent.machine(), parent.branch());
  }

  /** Nothing is shown; the next message begins a session as the configuration says. */
  void startFresh() {
    unfollow();
    session = null;
    upcoming.forget();
    reach.needs(Machine.name());
    reach.rests();
    screen.accept(
        new Msg.Configured(beginning.folder(), Machine.name(), upcoming.settings(), List.of()));
  }

  /** {@code of} null means the session on the screen. */
  void loadEarlier(@Nullable SessionId of, long before) {
    SessionId asked = of == null ? session : of;
    if (asked != null) {
      screen.accept(
          new Msg.ArrivedEarlier(patiently(() -> client.join().eventsBefore(asked, before))));
    }
  }

  void show() {
    SessionId shown = session;
    if (shown != null) {
      screen.accept(new Msg.Shown(patiently(() -> client.join().show(shown)), Instant.now()));
    }
  }

  void peek() {
    SessionId shown = session;
    if (shown != null) {
      screen.accept(new Msg.Streamed(Following.keyed(client.join().describe(shown).beats())));
    }
  }

  /** A question that needs a worker, asked until one answers. */
  private <T> T patiently(Supplier<T> question) {
    while (true) {
      try {
        return question.get();
      } catch (SessionFailure e) {
        if (closed || e.kind() != Kind.NO_WORKER && e.kind() != Kind.NO_SERVER) {
          throw e;
        }
        if (e.kind() == Kind.NO_WORKER) {
          reach.noWorker();
        }
        try {
          Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException stop) {
          Thread.currentThread().interrupt();
          closed = true;
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    Following open = following;
    if (open != null) {
      open.close();
    }
  }
}
