package io.codextemporal.tui.session;

import io.codextemporal.config.Config;
import io.codextemporal.config.ConfigException;
import io.codextemporal.config.Machine;
import io.codextemporal.config.Places;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.SessionId;
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
  private final Upcoming upcoming;
  private final ShownSession shown;
  private final Previews previews;
  private volatile @Nullable SessionFailure hopeless;
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
    this.upcoming = new Upcoming(beginning);
    this.previews = new Previews(client, screen);
    this.shown = new ShownSession(client, beginning, upcoming, reach, screen);
  }

  static ExecutorService single(String name) {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }

  /** Begins behind the first frame. */
  public void start(Opening opening) {
    desk.restore();
    outbox.execute(this::connect);
    asks.execute(() -> guarded(this::begin));
    switch (opening) {
      case Opening.Fresh fresh -> asks.execute(() -> guarded(folder::askForTrust));
      case Opening.Resume resume ->
          outbox.execute(() -> {
            opened(() -> shown.attach(shown.named(resume.id(), resume.everywhere())));
            guarded(this::change);
          });
      case Opening.Pick pick -> accept(new Effect.ListSessions(pick.everywhere()));
      case Opening.Fork fork ->
          outbox.execute(() -> opened(() -> shown.fork(shown.named(fork.id(), fork.everywhere()))));
    }
  }

  /** What the command line says holds for the session that it opens, from now on. */
  private void change() {
    if (hopeless == null) {
      beginning
          .changes()
          .ifPresent(
              patch -> shown.submit(new Op.OverrideSettings(Ids.op(), Who.as("tui"), patch)));
    }
  }

  /** Why the screen had nothing to show and left; empty when it left because it was told to. */
  public Optional<SessionFailure> failure() {
    return Optional.ofNullable(hopeless);
  }

  /** What the screen was started for; without it there is nothing to stay for. */
  private void opened(Runnable work) {
    try {
      work.run();
    } catch (SessionFailure e) {
      hopeless = e;
      screen.accept(new Msg.Leave());
    }
  }

  @Override
  public void accept(Effect effect) {
    switch (effect) {
      case Effect.Submit submit -> outbox.execute(() -> submit(submit));
      case Effect.Attach attach -> outbox.execute(() -> guarded(() -> attach(attach.session())));
      case Effect.Fork fork -> outbox.execute(() -> guarded(() -> shown.forkShown(fork.cut())));
      case Effect.StartFresh fresh -> outbox.execute(() -> guarded(shown::startFresh));
      case Effect.Configure configure ->
          outbox.execute(() -> guarded(() -> upcoming.change(configure.patch())));
      case Effect.LoadEarlier earlier ->
          asks.execute(() -> guarded(() -> shown.loadEarlier(earlier.of(), earlier.beforeSeq())));
      case Effect.ListSessions list -> asks.execute(() -> guarded(() -> list(list.everywhere())));
      case Effect.Preview preview -> previews.want(preview.session());
      case Effect.FindFiles files -> asks.execute(() -> guarded(() -> folder.find(files)));
      case Effect.ReadDiff diff -> asks.execute(() -> guarded(folder::diff));
      case Effect.Trust trust -> asks.execute(() -> guarded(() -> trust(trust)));
      case Effect.ExplainSettings explain ->
          asks.execute(() ->
              guarded(() ->
                  screen.accept(new Msg.Paged("Settings", explain.head() + beginning.inForce()))));
      case Effect.Show show -> asks.execute(() -> guarded(shown::show));
      case Effect.Peek peek -> asks.execute(() -> guarded(shown::peek));
      case Effect.Export export -> asks.execute(() -> guarded(() -> export(export.file())));
      case Effect.Logout logout -> desk.signOut();
      case Effect.SaveDraft draft -> desk.save(draft.text());
      case Effect.AppendHistory prompt -> desk.append(shown.toBe(), prompt.prompt());
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
        boolean never = e.kind() == Kind.CONFIGURATION;
        reach.waits(never ? State.IMPOSSIBLE : State.LOST, sentence(e), e.remedy());
      } catch (ConfigException e) {
        reach.waits(State.IMPOSSIBLE, e.what() + ": " + e.why(), e.remedy());
      } catch (RuntimeException e) {
        reach.waits(
            State.LOST, String.valueOf(e.getMessage()), "`ct doctor` tells what is missing.");
      }
      pause(RETRY_MILLIS);
    }
  }

  /** What cannot be read is said where it stays: nothing can be sent before it is mended. */
  private void begin() {
    try {
      read();
    } catch (ConfigException e) {
      screen.accept(new Msg.Warned(List.of(e.what() + ": " + e.why() + "\n" + e.remedy())));
    }
  }

  private void read() {
    Beginning.Prepared prepared = beginning.read();
    Config config = prepared.config();
    upcoming.configured(prepared.settings());
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
    upcoming.forget();
    read();
  }

  private void submit(Effect.Submit submit) {
    try {
      SessionFailure failure = hopeless;
      if (failure != null) {
        // Not into another session than the one that was meant.
        throw failure;
      }
      shown.submit(submit.op());
      screen.accept(new Msg.Sent(submit.op().id()));
    } catch (SessionFailure e) {
      screen.accept(new Msg.NotSent(submit.op().id(), sentence(e), e.remedy()));
    } catch (ConfigException e) {
      screen.accept(new Msg.NotSent(submit.op().id(), e.what() + ": " + e.why(), e.remedy()));
    } catch (RuntimeException e) {
      screen.accept(new Msg.NotSent(submit.op().id(), String.valueOf(e.getMessage()), ""));
    }
  }

  /** What cannot be shown leaves a screen on which the next message begins a session. */
  private void attach(SessionId id) {
    try {
      shown.attach(id);
    } catch (SessionFailure e) {
      shown.startFresh();
      screen.accept(new Msg.Unopened());
      throw e;
    }
  }

  private void list(boolean everywhere) {
    Optional<String> folder = everywhere ? Optional.empty() : Optional.of(beginning.folder());
    List<SessionRow> rows = new SessionDirectory(client.join()).list(folder);
    screen.accept(new Msg.Listed(rows.stream().map(SessionRow::summary).toList(), Instant.now()));
  }

  private void export(@Nullable String name) {
    SessionId id = shown.id().orElse(null);
    if (id == null) {
      screen.accept(new Msg.Failed("There is no session to export yet", ""));
      return;
    }
    try {
      screen.accept(
          new Msg.Done(
              "Wrote " + new SessionExport(client.join(), id).write(beginning.folder(), name)));
    } catch (IOException e) {
      screen.accept(new Msg.Failed("Cannot export: " + e.getMessage(), "Name another file"));
    }
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
    shown.close();
  }
}
