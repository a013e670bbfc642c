package io.codextemporal.tui.cli;

import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.tui.session.SampleTurn;
import io.codextemporal.tui.session.SessionClient;
import java.util.function.Function;

/**
 * Reads and shows a sample turn while the real one is on its way: the first time costs a JVM a
 * tenth of a second, and the client has nothing else to do. Shows nothing, asks nobody.
 */
final class Practice {
  /** Begins on a thread of its own; {@code view} makes a view over streams that lead nowhere. */
  static void begin(SessionClient client, SessionId session, Function<Stdio, TurnView> view) {
    Thread.ofPlatform()
        .daemon()
        .name("practice")
        .start(() -> turn(client, session, view.apply(Stdio.nowhere())));
  }

  private static void turn(SessionClient client, SessionId session, TurnView view) {
    OpId op = new OpId("practice");
    EventPage page = client.practise(session, SampleTurn.of(op));
    TurnWatch watch = TurnWatch.ofOp(op);
    for (SequencedEvent event : page.events()) {
      if (watch.see(event.event())) {
        view.event(event.event());
      }
    }
    watch.outcome().ifPresent(outcome -> view.ended(session, outcome));
  }

  private Practice() {}
}
