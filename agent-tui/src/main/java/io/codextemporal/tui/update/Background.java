package io.codextemporal.tui.update;

import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.Terminal;
import io.codextemporal.tui.cells.Times;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Overlay;
import io.codextemporal.tui.model.PagerOverlay;
import io.codextemporal.tui.model.Session;
import io.codextemporal.tui.model.TranscriptCell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What /ps shows and /stop ends: the commands at work. Pure. */
final class Background {
  static final String TITLE = "At work";

  private static final int TAIL_LINES = 5;

  /** The list, and a look at what they print. */
  static Step list(Model model) {
    Step open = Step.of(model.with(model.desk().opened(PagerOverlay.of(TITLE, text(model)))));
    return model.session().terminals().isEmpty() ? open : open.and(new Effect.Peek());
  }

  /** The list as it is now, where it lies on top. */
  static Model renewed(Model model) {
    Optional<Overlay> top = model.desk().top();
    return top.isPresent()
            && top.get() instanceof PagerOverlay pager
            && pager.title().equals(TITLE)
            && !text(model).equals(pager.text())
        ? model.with(model.desk().replacingTop(pager.showing(text(model))))
        : model;
  }

  /** Ends those that {@code words} names, or all; empty when there is none. */
  static Optional<Step> stop(Model model, String words) {
    List<Integer> named = new ArrayList<>();
    for (String word : words.split("[\\s,]+")) {
      if (word.matches("[0-9]{1,9}")) {
        named.add(Integer.valueOf(word));
      }
    }
    return model.session().terminals().isEmpty() && named.isEmpty()
        ? Optional.empty()
        : Optional.of(Sending.op(model, (id, from) -> new Op.StopTerminals(id, from, named)));
  }

  static String text(Model model) {
    Session session = model.session();
    List<TranscriptCell.Tool> running = session.transcript().running();
    if (running.isEmpty() && session.terminals().isEmpty()) {
      return "Nothing runs.";
    }
    StringBuilder text = new StringBuilder();
    running.forEach(tool -> text.append(tool.title()).append('\n'));
    if (!running.isEmpty() && !session.terminals().isEmpty()) {
      text.append('\n');
    }
    if (!session.terminals().isEmpty()) {
      text.append("In the background (/stop ends them all, /stop ID one)\n");
    }
    session.terminals().forEach(terminal -> append(text, model, terminal));
    return text.toString();
  }

  private static void append(StringBuilder text, Model model, Terminal terminal) {
    long age = Duration.between(terminal.startedAt(), model.now()).toMillis();
    text.append('\n').append(terminal.id()).append("  ").append(terminal.command());
    text.append("\n      running for ").append(Times.shortly(Math.max(0, age / 1_000 * 1_000)));
    text.append(terminal.tty() ? ", at a terminal" : "");
    text.append(terminal.wakes() ? ", wakes the session when it ends" : "").append('\n');
    List<String> lines =
        model.session().live().output(terminal.call()).stripTrailing().lines().toList();
    lines
        .subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())
        .forEach(line -> text.append("      ").append(line).append('\n'));
  }

  private Background() {}
}
