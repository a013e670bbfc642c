package io.codextemporal.tui.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.protocol.StreamBeat.Tail;
import java.io.PrintStream;
import java.util.List;

/** One turn as JSON lines on standard output; notes go to standard error. */
final class JsonTurnView implements TurnView {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean deltas;
  private final ExecJson json = new ExecJson();
  private final StreamedText streamed = new StreamedText();

  /** {@code deltas} adds {@code item.updated} lines for the answer while it streams. */
  JsonTurnView(Stdio stdio, boolean deltas) {
    this.out = stdio.out();
    this.err = stdio.err();
    this.deltas = deltas;
  }

  @Override
  public boolean streams() {
    return deltas;
  }

  @Override
  public void opened(SessionId session) {
    print(ExecJson.threadStarted(session));
  }

  @Override
  public void event(AgentEvent event) {
    json.lines(event).forEach(this::print);
  }

  @Override
  public void beats(List<StreamBeat> beats) {
    for (StreamBeat beat : beats) {
      for (Tail tail : beat.tails()) {
        String fresh = streamed.fresh(beat, tail);
        if (!fresh.isEmpty() && beat.subject().equals("model") && tail.channel().equals("text")) {
          String all = streamed.whole(StreamedText.source(beat, tail));
          print(ExecJson.updated(tail.item(), "agent_message", all.isEmpty() ? fresh : all));
        }
      }
    }
  }

  @Override
  public void note(String text) {
    err.println("ct: " + PlainText.of(text));
  }

  @Override
  public void ended(SessionId session, TurnOutcome outcome) {
    switch (outcome) {
      case TurnOutcome.Answered answered -> {}
      case TurnOutcome.Failed failed -> {}
      case TurnOutcome.Interrupted interrupted -> {}
      case TurnOutcome.NeedsPerson needs ->
          needs
              .requests()
              .forEach(request ->
                  Asks.full(session, request).forEach(line -> err.println(PlainText.of(line))));
      case TurnOutcome.Refused refused -> print(ExecJson.error(refused.reason()));
      case TurnOutcome.Closed closed -> print(ExecJson.error(Outcomes.sentence(session, outcome)));
      case TurnOutcome.TimedOut timeout ->
          print(ExecJson.error(Outcomes.sentence(session, outcome)));
      case TurnOutcome.Left left -> print(ExecJson.error(Outcomes.sentence(session, outcome)));
    }
  }

  private void print(ObjectNode line) {
    out.println(line);
    out.flush();
  }
}
