package io.codextemporal.tui.session;

import io.codextemporal.config.AuthFile;
import io.codextemporal.config.Places;
import io.codextemporal.config.SessionFiles;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.tui.model.Msg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What of a person's typing is kept on disk: the draft, and the prompts of the past. Work is done
 * on one thread of its own; nothing here blocks but {@link #close}.
 */
final class DeskFiles implements AutoCloseable {
  private final Places places;
  private final Drafts drafts;
  private final PromptHistory history;
  private final Consumer<Msg> screen;
  private final ExecutorService thread = ScreenSession.single("desk");
  private final AtomicReference<@Nullable String> unsaved = new AtomicReference<>();

  DeskFiles(Places places, String folder, Consumer<Msg> screen) {
    this.places = places;
    this.drafts = new Drafts(places, folder);
    this.history = new PromptHistory(places);
    this.screen = screen;
  }

  /** Tells what was left. */
  void restore() {
    thread.execute(() ->
        quietly(() -> {
          drafts.adopt().ifPresent(text -> screen.accept(new Msg.DraftLoaded(text)));
          screen.accept(new Msg.HistoryLoaded(history.load()));
        }));
  }

  /** {@code [history]}, once it is known. */
  void obey(Optional<String> persistence, Optional<Long> maxBytes) {
    thread.execute(() -> history.obey(persistence, maxBytes));
  }

  /** Only the latest counts; it is written as soon as the one before is. */
  void save(String text) {
    if (unsaved.getAndSet(text) == null) {
      thread.execute(() -> {
        String latest = unsaved.getAndSet(null);
        if (latest != null) {
          quietly(() -> drafts.save(latest));
        }
      });
    }
  }

  void append(SessionId session, String prompt) {
    thread.execute(() ->
        quietly(() -> {
          try {
            history.append(session.value(), Instant.now().getEpochSecond(), prompt);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }));
  }

  /** Forgets the key; a session that runs keeps the one it was given until it asks again. */
  void signOut() {
    thread.execute(() ->
        quietly(() -> {
          try {
            boolean was = new AuthFile(places.authFile()).remove();
            new SessionFiles(places).forgetKey("OPENAI_API_KEY");
            screen.accept(new Msg.Done(was ? "Signed out" : "There was no key to forget"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }));
  }

  private void quietly(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      screen.accept(
          new Msg.Failed("What you type is not kept: " + e.getMessage(), "See to that folder"));
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      thread.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
