package io.codextemporal.tui.session;

import io.codextemporal.config.Config;
import io.codextemporal.config.ConfigException;
import io.codextemporal.config.Machine;
import io.codextemporal.config.Places;
import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.model.Msg.State;
import io.codextemporal.tui.session.SessionFailure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a screen asks of the world, done: ops are sent in the order they were typed, each told as
 * sent only once Temporal has it, and kept until then however long that takes; sessions are shown
 * from their end backwards; questions are answered beside.
 *
 * <p>{@link #accept} never blocks. Answers come as messages, from threads of its own.
 */
public final class ScreenSession implements Consumer<Effect>, AutoCloseable {
  private static final long RETRY_MILLIS = 2_000;
  private static final long LOOK_MILLIS = 300;
  private static final long LEAVE_MILLIS = 3_000;

  private final Services services;
  private final Beginning beginning;
  private final Consumer<Msg> screen;
  private final Consumer<Config> configured;
  private final Reach reach;
  private final DeskFiles desk;
  private final FolderWork folder;
  private final ExecutorService outbox = single("outbox");
  private final ExecutorService asks = single("asks");
  private final CompletableFuture<SessionClient> client = new CompletableFuture<>();
  private volatile @Nullable SessionId session;
  private volatile SessionId next = Ids.session();
  private @Nullable SessionSettings settings;
  private @Nullable SessionId parent;
  private List<String> seed = List.of();
  private @Nullable Following following;
  private volatile boolean closed;

  /**
   * @param screen takes messages from any thread
   * @param configured told when the configuration has been read
   */
  public ScreenSession(
      Services services,
      Places places,
      Beginning beginning,
      Consumer<Msg> screen,
      Consumer<Config> configured) {
    this.services = services;
    this.beginning = beginning;
    this.screen = screen;
    this.configured = configured;
    this.reach = new Reach(services, screen);
    this.folder = new FolderWork(places, beginning.folder(), screen);
    this.desk = new DeskFiles(places, beginning.folder(), screen);
  }

  static ExecutorService single(String name) {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }

  /** Begins behind the first frame. */
  public void start(Opening opening) {
    desk.restore();
    outbox.execute(this::connect);
    asks.execute(() -> guarded(this::read));
    switch (opening) {
      case Opening.Fresh fresh -> asks.execute(() -> guarded(folder::askForTrust));
      case Opening.Resume resume ->
          outbox.execute(() -> guarded(() -> attach(named(resume.id(), resume.everywhere()))));
      case Opening.Pick pick -> accept(new Effect.ListSessions(pick.everywhere()));
      case Opening.Fork fork ->
          outbox.execute(() -> guarded(() -> fork(named(fork.id(), fork.everywhere()))));
    }
  }

  @Override
  public void accept(Effect effect) {
    switch (effect) {
      case Effect.Submit submit -> outbox.execute(() -> submit(submit));
      case Effect.Attach attach -> outbox.execute(() -> guarded(() -> attach(attach.session())));
      case Effect.StartFresh fresh -> outbox.execute(this::startFresh);
      case Effect.Configure configure ->
          outbox.execute(() -> guarded(() -> settings = current().with(configure.patch())));
      case Effect.LoadEarlier earlier ->
          asks.execute(() -> guarded(() -> loadEarlier(earlier.beforeSeq())));
      case Effect.ListSessions list -> asks.execute(() -> guarded(() -> list(list.everywhere())));
      case Effect.FindFiles files -> asks.execute(() -> guarded(() -> folder.find(files)));
      case Effect.Trust trust -> asks.execute(() -> guarded(() -> trust(trust)));
      case Effect.Show show -> asks.execute(() -> guarded(this::show));
      case Effect.Export export -> asks.execute(() -> guarded(() -> export(export.file())));
      case Effect.Logout logout -> desk.signOut();
      case Effect.SaveDraft draft -> desk.save(draft.text());
      case Effect.AppendHistory prompt -> desk.append(sessionToBe(), prompt.prompt());
      default -> {
        // The terminal's own.
      }
    }
  }

  private void connect() {
    reach.waits(State.STARTING, "Connecting to Temporal", "");
    while (!closed) {
      try {
        SessionClient dialled = services.dial();
        dialled.connection().waitForever();
        reach.over(dialled.connection());
        Optional<CompletableFuture<Launcher.Result>> worker = services.needAll(dialled);
        worker.ifPresent(reach::follow);
        dialled.connection().await();
        client.complete(dialled);
        reach.stands();
        return;
      } catch (SessionFailure e) {
        boolean hopeless = e.kind() == Kind.CONFIGURATION;
        reach.waits(hopeless ? State.IMPOSSIBLE : State.LOST, sentence(e), e.remedy());
      } catch (ConfigException e) {
        reach.waits(State.IMPOSSIBLE, e.what() + ": " + e.why(), e.remedy());
      } catch (RuntimeException e) {
        reach.waits(
            State.LOST, String.valueOf(e.getMessage()), "`ct doctor` tells what is missing.");
      }
      pause(RETRY_MILLIS);
    }
  }

  private synchronized SessionSettings current() {
    SessionSettings known = settings;
    if (known == null) {
      known = beginning.read().settings();
      settings = known;
    }
    return known;
  }

  private void read() {
    Beginning.Prepared prepared = beginning.read();
    Config config = prepared.config();
    synchronized (this) {
      settings = settings == null ? prepared.settings() : settings;
    }
    screen.accept(
        new Msg.Configured(
            beginning.folder(), Machine.name(), prepared.settings(), prepared.warnings()));
    Map<String, List<String>> keymap = prepared.keymap();
    if (!keymap.isEmpty()) {
      screen.accept(new Msg.Remapped(keymap));
    }
    config
        .flag("tui", "vim_mode_default")
        .filter(on -> on)
        .ifPresent(on -> screen.accept(new Msg.ViMode(true)));
    configured.accept(config);
    desk.obey(config.text("history", "persistence"), config.number("history", "max_bytes"));
  }

  private synchronized void trust(Effect.Trust trust) {
    folder.store(trust);
    settings = null;
    read();
  }

  private void submit(Effect.Submit submit) {
    try {
      SessionClient line = client.join();
      reach.wake();
      SessionId shown = session;
      if (shown == null) {
        begin(line, submit);
      } else {
        deliver(line, shown, submit);
      }
      screen.accept(new Msg.Sent(submit.op().id()));
    } catch (SessionFailure e) {
      screen.accept(new Msg.NotSent(submit.op().id(), sentence(e), e.remedy()));
    } catch (ConfigException e) {
      screen.accept(new Msg.NotSent(submit.op().id(), e.what() + ": " + e.why(), e.remedy()));
    } catch (RuntimeException e) {
      screen.accept(new Msg.NotSent(submit.op().id(), String.valueOf(e.getMessage()), ""));
    }
  }

  private void begin(SessionClient line, Effect.Submit submit) {
    SessionSettings under = beginning.leave(current());
    SessionId id = next;
    line.start(
        new io.codextemporal.protocol.SessionStart(
            id,
            Machine.name(),
            Instant.now(),
            beginning.branch().orElse(null),
            parent,
            seed,
            false,
            under),
        Messages.whole(submit.op()));
    session = id;
    next = Ids.session();
    parent = null;
    seed = List.of();
    reach.needs(Machine.name());
    screen.accept(new Msg.Attached(id, beginning.folder(), Machine.name(), under));
    follow(line, id, 0, true);
  }

  private void deliver(SessionClient line, SessionId shown, Effect.Submit submit) {
    List<io.codextemporal.protocol.Op> ops = Messages.whole(submit.op());
    try {
      ops.forEach(op -> line.send(shown, op));
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
    Following before = following;
    if (before != null) {
      before.close();
    }
    following = new Following(line, id, after, fresh, screen, reach);
  }

  private SessionId named(Optional<String> id, boolean everywhere) {
    return new SessionDirectory(client.join())
        .named(id, everywhere ? Optional.empty() : Optional.of(beginning.folder()));
  }

  private void attach(SessionId id) {
    SessionClient line = client.join();
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

  /** A question that needs a worker, asked until one answers. */
  private <T> T patiently(java.util.function.Supplier<T> question) {
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
        pause(LOOK_MILLIS);
      }
    }
  }

  private void fork(SessionId from) {
    seed = patiently(() -> client.join().seed(from));
    parent = from;
    screen.accept(new Msg.Done("The next message begins a session that knows " + from));
  }

  private void startFresh() {
    Following before = following;
    if (before != null) {
      before.close();
    }
    following = null;
    session = null;
    reach.needs(Machine.name());
    reach.rests();
  }

  private void loadEarlier(long before) {
    SessionId shown = session;
    if (shown != null) {
      screen.accept(
          new Msg.ArrivedEarlier(patiently(() -> client.join().eventsBefore(shown, before))));
    }
  }

  private void list(boolean everywhere) {
    Optional<String> folder = everywhere ? Optional.empty() : Optional.of(beginning.folder());
    List<SessionRow> rows = new SessionDirectory(client.join()).list(folder);
    screen.accept(new Msg.Listed(rows.stream().map(SessionRow::summary).toList(), Instant.now()));
  }

  private void show() {
    SessionId shown = session;
    if (shown != null) {
      screen.accept(new Msg.Shown(patiently(() -> client.join().show(shown)), Instant.now()));
    }
  }

  private void export(@Nullable String name) {
    SessionId shown = session;
    if (shown == null) {
      screen.accept(new Msg.Failed("There is no session to export yet", ""));
      return;
    }
    try {
      screen.accept(
          new Msg.Done(
              "Wrote " + new SessionExport(client.join(), shown).write(beginning.folder(), name)));
    } catch (IOException e) {
      screen.accept(new Msg.Failed("Cannot export: " + e.getMessage(), "Name another file"));
    }
  }

  private SessionId sessionToBe() {
    SessionId shown = session;
    return shown == null ? next : shown;
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (SessionFailure e) {
      screen.accept(new Msg.Failed(sentence(e), e.remedy()));
    } catch (ConfigException e) {
      screen.accept(new Msg.Failed(e.what() + ": " + e.why(), e.remedy()));
    } catch (RuntimeException e) {
      screen.accept(
          new Msg.Failed(String.valueOf(e.getMessage()), "`ct doctor` tells what is missing."));
    }
  }

  private static String sentence(SessionFailure e) {
    return e.what() + ": " + e.why();
  }

  private void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  /** Lets what was asked for last be done, for a moment; then leaves. */
  @Override
  public void close() {
    outbox.shutdown();
    try {
      long until = System.nanoTime() + Duration.ofMillis(LEAVE_MILLIS).toNanos();
      if (client.isDone()) {
        outbox.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    desk.close();
    closed = true;
    reach.close();
    Following open = following;
    if (open != null) {
      open.close();
    }
  }
}
