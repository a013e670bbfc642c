package io.codextemporal.tui.session;

import io.codextemporal.protocol.SessionId;
import io.codextemporal.tui.model.Msg;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Asks about the session that is looked at in the list: the last one counts, and one that does not
 * answer is shown without. Thread-safe.
 */
final class Previews {
  private static final int TRIES = 20;
  private static final long AGAIN_MILLIS = 300;

  private final CompletableFuture<SessionClient> client;
  private final Consumer<Msg> screen;
  private final ExecutorService thread = ScreenSession.single("previews");
  private final AtomicReference<SessionId> wanted = new AtomicReference<>();

  Previews(CompletableFuture<SessionClient> client, Consumer<Msg> screen) {
    this.client = client;
    this.screen = screen;
  }

  void want(SessionId session) {
    wanted.set(session);
    thread.execute(() -> ask(session));
  }

  private void ask(SessionId session) {
    for (int i = 0; i < TRIES && session.equals(wanted.get()); i++) {
      try {
        screen.accept(new Msg.Previewed(client.join().show(session)));
        return;
      } catch (SessionFailure none) {
        if (none.kind() != SessionFailure.Kind.NO_WORKER) {
          return;
        }
        // One is being started; until then its row must do.
        try {
          Thread.sleep(AGAIN_MILLIS);
        } catch (InterruptedException stop) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }
}
