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
import io.codextemporal.protocol.SessionDetail;
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

  private final SessionId id;
  private final TestHome home;
  private final Connection connection;
  private final SessionClient client;
  private final ClientLog log = new ClientLog();
  private final List<SequencedEvent> seen = new ArrayList<>();
  private long after;
  private int taken;

  private TestSession(TestHome home, SessionId id) {
    this.home = home;
    this.id = id;
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
    TestSession session = new TestSession(home, Ids.session());
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

  /** The same session as another client sees it, from its first event. */
  public TestSession watched() {
    return new TestSession(home, id);
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

  /** How it stands; a worker must live. */
  public SessionDetail detail() {
    return client.show(id);
  }

  /** Whether somebody lives who answers for it. */
  public boolean answers() {
    try {
      client.show(id);
      return true;
    } catch (SessionFailure dead) {
      return false;
    }
  }

  /** All events that this client saw so far. */
  public List<SequencedEvent> seen() {
    return List.copyOf(seen);
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
      EventPage page;
      do {
        page = client.events(id, new EventQuery(after, PAGE_BYTES));
        seen.addAll(page.events());
        after = page.next();
      } while (page.more() && !page.events().isEmpty());
    } catch (SessionFailure dead) {
      return;
    }
  }

  /** All that is known; a worker must live. What was recorded of its runs is replayed. */
  public SessionEvidence evidence(TestServer server, ScriptedModel model) {
    SessionEvidence evidence =
        EvidenceRoom.of(server, home)
            .gather(id, Witness.of(home), log, model.requests())
            .seenBy(List.of(List.copyOf(seen)));
    Replays.hold(evidence, Keyring.at(home.places().keyFile()));
    return evidence;
  }

  @Override
  public void close() {
    connection.close();
  }
}
