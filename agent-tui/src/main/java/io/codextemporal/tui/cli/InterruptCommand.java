package io.codextemporal.tui.cli;

import io.codextemporal.config.Machine;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.tui.session.Description;
import io.codextemporal.tui.session.Ids;
import io.codextemporal.tui.session.OpAnswer;
import io.codextemporal.tui.session.SessionClient;
import io.codextemporal.tui.session.Who;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ct interrupt}: ends the running turn and waits until it is so. */
@Command(
    name = "interrupt",
    description = "Ends the running turn of a session and waits until it has ended.",
    mixinStandardHelpOptions = true)
final class InterruptCommand implements Callable<Integer> {
  @Mixin SessionArgument argument = new SessionArgument();

  private final Surroundings around;

  InterruptCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    argument.check();
    SessionClient client = around.services().client();
    SessionId session = argument.of(client, around);
    Description description = client.describe(session);
    if (!description.open()) {
      return say("session " + session + " is stopped: nothing to interrupt");
    }
    String machine = ShowCommand.machine(description).orElse(Machine.name());
    Optional<SessionDetail> detail =
        Answering.within(OpAnswer.PATIENCE, () -> client.show(session));
    if (detail.isEmpty()) {
      if (StopCommand.rests(description)) {
        return say("session " + session + " is idle: nothing to interrupt");
      }
      client.send(session, new Op.Interrupt(Ids.op(), Who.as("interrupt")));
      throw Answering.sent(machine);
    }
    if (!WaitCommand.runs(detail.get())) {
      return say("session " + session + " is idle: nothing to interrupt");
    }
    TurnId turn = detail.get().summary().status().turn();
    long after = client.watermark(session);
    client.send(session, new Op.Interrupt(Ids.op(), Who.as("interrupt")));
    boolean ended =
        new OpAnswer(client, session, after).happens(event -> ends(event, turn), OpAnswer.PATIENCE);
    if (!ended) {
      throw Answering.sent(machine);
    }
    return say("interrupted " + (turn == null ? "the turn" : turn) + " of session " + session);
  }

  static boolean ends(AgentEvent event, @Nullable TurnId turn) {
    return event instanceof AgentEvent.TurnAborted aborted && isIt(aborted.turn(), turn)
        || event instanceof AgentEvent.TurnCompleted done && isIt(done.turn(), turn)
        || event instanceof AgentEvent.TurnFailed failed && isIt(failed.turn(), turn)
        || event instanceof AgentEvent.SessionClosed;
  }

  private static boolean isIt(TurnId one, @Nullable TurnId other) {
    return other == null || one.equals(other);
  }

  private int say(String text) {
    around.stdio().out().println(text);
    return ExitCode.OK;
  }
}
