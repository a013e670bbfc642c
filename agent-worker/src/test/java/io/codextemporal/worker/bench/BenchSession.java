package io.codextemporal.worker.bench;

import io.codextemporal.config.Machine;
import io.codextemporal.config.SessionFlags;
import io.codextemporal.config.SettingsLoader;
import io.codextemporal.config.TemporalTarget;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.SessionStart;
import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.protocol.UserText;
import io.codextemporal.tui.session.Connection;
import io.codextemporal.tui.session.EventFollower;
import io.codextemporal.tui.session.Ids;
import io.codextemporal.tui.session.SessionClient;
import io.codextemporal.tui.session.Update;
import io.codextemporal.wire.Keyring;
import io.codextemporal.worker.e2e.TestHome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** A session with the client that the program has, in this JVM: send, follow, be done. */
final class BenchSession implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SessionId id = Ids.session();
  private final Connection connection;
  private final SessionClient client;
  private final EventFollower follower;
  private final SessionSettings settings;

  /** Begins with a first turn; does not wait for its end. */
  BenchSession(TestHome home, String text) {
    this(home, text, true);
  }

  /** {@code streams} is whether the client wants streamed text, which costs it requests. */
  BenchSession(TestHome home, String text, boolean streams) {
    this(home, text, streams, SandboxMode.DANGER_FULL_ACCESS);
  }

  BenchSession(TestHome home, String text, boolean streams, SandboxMode sandbox) {
    connection =
        new Connection(TemporalTarget.resolve(home.places(), home.environment()), nobody -> {});
    client = new SessionClient(connection, Keyring.at(home.places().keyFile()));
    settings =
        new SettingsLoader(home.places(), home.environment())
            .load(SessionFlags.NONE, home.workspace(), ApprovalMode.NEVER, sandbox)
            .settings();
    begin(id, text);
    follower = EventFollower.start(client, id, 0, streams, true);
  }

  /** Begins one more session that nobody follows. */
  void another(String text) {
    begin(Ids.session(), text);
  }

  private void begin(SessionId session, String text) {
    client.start(
        new SessionStart(
            session, Machine.name(), Instant.now(), null, null, List.of(), false, settings),
        List.of(turn(text)));
  }

  SessionId id() {
    return id;
  }

  /** A turn from the message's sending to the client's knowing its end. */
  void turn(String text, Consumer<StreamBeat> beats) throws InterruptedException {
    say(text);
    awaitEnd(beats);
  }

  void run(String text) throws InterruptedException {
    turn(text, beat -> {});
  }

  void say(String text) {
    client.send(id, turn(text));
  }

  void awaitEnd() throws InterruptedException {
    awaitEnd(beat -> {});
  }

  private void awaitEnd(Consumer<StreamBeat> beats) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Update update = follower.next(Duration.ofSeconds(1)).orElse(null);
      if (update instanceof Update.Beats told) {
        told.beats().forEach(beats);
      } else if (update instanceof Update.Events page
          && page.events().stream().map(SequencedEvent::event).anyMatch(BenchSession::isEnd)) {
        return;
      }
    }
    throw new AssertionError("no end of the turn within " + PATIENCE);
  }

  private static boolean isEnd(AgentEvent event) {
    if (event instanceof AgentEvent.TurnFailed failed) {
      throw new AssertionError("the turn failed: " + failed.message());
    }
    return event instanceof AgentEvent.TurnCompleted;
  }

  private static Op turn(String text) {
    return new Op.UserTurn(Ids.op(), "bench", UserText.of(text), null, null);
  }

  @Override
  public void close() {
    follower.close();
    connection.close();
  }
}
