package io.codextemporal.worker.bench;

import io.codextemporal.config.Places;
import io.codextemporal.config.TemporalTarget;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.tui.session.Connection;
import io.codextemporal.tui.session.EventFollower;
import io.codextemporal.tui.session.SessionClient;
import io.codextemporal.wire.Keyring;
import java.time.Duration;

/** A client that follows one session, with streams, until it is killed: {@code SESSION}. */
public final class IdleClient {
  public static void main(String[] args) throws Exception {
    Places places = Places.of(System.getenv());
    Connection connection =
        new Connection(TemporalTarget.resolve(places, System.getenv()), nobody -> {});
    connection.waitForever();
    SessionClient client = new SessionClient(connection, Keyring.at(places.keyFile()));
    EventFollower follower = EventFollower.start(client, new SessionId(args[0]), 0, true, false);
    while (true) {
      follower.next(Duration.ofHours(1));
    }
  }

  private IdleClient() {}
}
