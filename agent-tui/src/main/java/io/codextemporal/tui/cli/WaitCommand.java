package io.codextemporal.tui.cli;

import io.codextemporal.config.Machine;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.tui.session.Description;
import io.codextemporal.tui.session.Patience;
import io.codextemporal.tui.session.Services;
import io.codextemporal.tui.session.SessionClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ct wait}: until the session's turn ends or needs someone. */
@Command(
    name = "wait",
    description = "Waits until the session's turn ends or needs someone; prints the last answer.",
    mixinStandardHelpOptions = true)
final class WaitCommand implements Callable<Integer> {
  @Mixin SessionArgument argument = new SessionArgument();

  @Option(names = "--timeout", paramLabel = "DURATION", description = "waits no longer than that")
  @Nullable String timeout;

  private final Surroundings around;

  WaitCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    long began = System.nanoTime();
    Optional<Duration> limit =
        Optional.ofNullable(timeout).map(text -> ExecCommand.duration("--timeout", text));
    argument.check();
    Services services = around.services();
    SessionClient client = services.client();
    SessionId session = argument.of(client, around);
    Description description = client.describe(session);
    TurnView view = new TextTurnView(around.stdio(), true);
    SessionDetail detail = Patience.withWorker(services, description, () -> client.show(session));
    TurnOutcome outcome;
    if (!description.open() || !runs(detail)) {
      outcome = ended(client, session, detail);
    } else if (!detail.pending().isEmpty()) {
      outcome = new TurnOutcome.NeedsPerson(detail.pending());
    } else {
      String machine = ShowCommand.machine(description).orElse(Machine.name());
      TurnId turn = detail.summary().status().turn();
      TurnWatch watch = turn == null ? TurnWatch.ofNextTurn() : TurnWatch.ofTurn(turn);
      long end = client.watermark(session);
      long after = turn == null ? end : Math.max(0, end - LastTurn.TAIL);
      outcome =
          new TurnFollower(client, services, session, machine, watch, view, limit)
              .follow(after, false, began);
    }
    return new ExecEnd(around.stdio(), Optional.empty()).end(session, outcome, view);
  }

  static boolean runs(SessionDetail detail) {
    return switch (detail.summary().status().state()) {
      case WORKING, WAITING, SLEEPING -> true;
      case IDLE, FAILED, CLOSED, UNKNOWN -> false;
    };
  }

  private static TurnOutcome ended(SessionClient client, SessionId session, SessionDetail detail) {
    long end = client.watermark(session);
    List<SequencedEvent> events = new ArrayList<>();
    client.tail(session, Math.max(0, end - LastTurn.TAIL), events::addAll);
    return LastTurn.outcome(events)
        .orElse(new TurnOutcome.Answered(detail.lastMessage(), detail.summary().usage()));
  }
}
