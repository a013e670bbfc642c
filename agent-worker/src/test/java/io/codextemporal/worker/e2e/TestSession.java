package io.codextemporal.worker.e2e;

import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.config.Machine;
import io.codextemporal.config.SessionFlags;
import io.codextemporal.config.SettingsLoader;
import io.codextemporal.config.TemporalTarget;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.EventQuery;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.SessionStart;
import io.codextemporal.protocol.UserText;
import io.codextemporal.tui.session.Connection;
import io.codextemporal.tui.session.Ids;
import io.codextemporal.tui.session.SessionClient;
import io.codextemporal.tui.session.SessionFailure;
import io.codextemporal.wire.Keyring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session as a client of the test's own sees it: sends ops, notes what was acknowledged, waits
 * for events through deaths of workers and servers.
 */
public final class TestSession implements AutoCloseable {
  private static final int PAGE_BYTES = 400_000;

  private final SessionId id = Ids.session();
  private final TestHome home;
  private final Connection connection;
  private final SessionClient client;
  private final ClientLog log = new ClientLog();
  private final List<SequencedEvent> seen = new ArrayList<>();
  private long after;
  private int taken;

  private TestSession(TestHome home) {
    this.home = home;
    this.connection =
        new Connection(TemporalTarget.resolve(home.places(), home.environment()), nobody -> {});
    this.client = new SessionClient(connection, Keyring.at(home.places().keyFile()));
  }

  /** Begins a session that asks nobody and confines nothing, with its first message. */
  public static TestSession start(TestHome home, String text) {
    return start(home, text, ApprovalMode.NEVER, SandboxMode.DANGER_FULL_ACCESS);
  }

  public static TestSession start(
      TestHome home, String text, ApprovalMode approval, SandboxMode sandbox) {
    TestSession session = new TestSession(home);
    SessionSettings settings =
        new SettingsLoader(home.places(), home.environment())
            .load(SessionFlags.NONE, home.workspace(), approval, sandbox)
            .settings();
    SessionStart start =
        new SessionStart(
            session.id, Machine.name(), Instant.now(), null, null, List.of(), false, settings);
    session.client.start(start, List.of(turn(text)));
    session.log.message(text);
    return session;
  }

  private static Op turn(String text) {
    return new Op.UserTurn(Ids.op(), "test", UserText.of(text), null, null);
  }

  public SessionId id() {
    return id;
  }

  public ClientLog log() {
    return log;
  }

  /** The next turn. */
  public void say(String text) {
    client.send(id, turn(text));
    log.message(text);
  }

  public void steer(String text) {
    client.send(id, new Op.Steer(Ids.op(), "test", UserText.of(text)));
    log.message(text);
  }

  public void interrupt() {
    client.send(id, new Op.Interrupt(Ids.op(), "test"));
    log.interrupted();
  }

  /** Sends any op, once; the caller notes what it means. */
  public OpId send(Op op) {
    client.send(id, op);
    return op.id();
  }

  /** Waits for the next event of that kind that no earlier wait has returned. */
  public <T extends AgentEvent> T await(Class<T> kind, Duration patience) throws Exception {
    int from = taken;
    return Await.value(
        kind.getSimpleName() + " of session " + id,
        patience,
        () -> {
          look();
          for (int i = from; i < seen.size(); i++) {
            if (kind.isInstance(seen.get(i).event())) {
              taken = i + 1;
              return Optional.of(kind.cast(seen.get(i).event()));
            }
          }
          return Optional.empty();
        });
  }

  /** Nobody may be there to answer; then there is nothing new. */
  private void look() {
    try {
      EventPage page = client.events(id, new EventQuery(after, PAGE_BYTES));
      seen.addAll(page.events());
      after = page.next();
    } catch (SessionFailure dead) {
      return;
    }
  }

  /** All that is known; a worker must live. */
  public SessionEvidence evidence(TestServer server, ScriptedModel model) {
    return EvidenceRoom.of(server, home)
        .gather(id, Witness.of(home), log, model.requests())
        .seenBy(List.of(List.copyOf(seen)));
  }

  @Override
  public void close() {
    connection.close();
  }
}
