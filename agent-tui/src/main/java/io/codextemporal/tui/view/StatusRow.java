package io.codextemporal.tui.view;

import io.codextemporal.tui.cells.Times;
import io.codextemporal.tui.model.Live;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.model.TurnState;
import io.codextemporal.tui.model.Way;
import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The one row that says what is going on, or what is waited for. Pure. */
final class StatusRow {
  /** Empty when there is nothing to say. */
  static Optional<Line> of(Model model) {
    Theme theme = model.screen().theme();
    int columns = model.screen().size().columns();
    Way way = model.session().way();
    if (isWorthSaying(model, way)) {
      Style style =
          theme.style(
              way.state() == Msg.State.STARTING
                  ? Role.DIM
                  : way.state() == Msg.State.IMPOSSIBLE ? Role.ERROR : Role.WARNING);
      String text = way.remedy().isEmpty() ? way.sentence() : way.sentence() + " • " + way.remedy();
      return Optional.of(Texts.fitted("• " + text, style, columns));
    }
    TurnState turn = model.session().turn();
    return switch (turn.phase()) {
      case IDLE -> background(model, theme, columns);
      case WORKING -> Optional.of(working(model, theme, columns));
      case INTERRUPTING ->
          Optional.of(Texts.fitted("• Interrupting", theme.style(Role.WARNING), columns));
      case SLEEPING -> Optional.of(sleeping(turn, theme, columns));
    };
  }

  /** Starting is told only to who waits for it or could wonder. */
  private static boolean isWorthSaying(Model model, Way way) {
    return !way.isOpen()
        && !way.sentence().isEmpty()
        && (way.state() != Msg.State.STARTING
            || !model.session().outgoing().isEmpty()
            || model.session().place().session() == null);
  }

  private static Line working(Model model, Theme theme, int columns) {
    TurnState turn = model.session().turn();
    Instant since = turn.since();
    String time =
        since == null || model.screen().accessible()
            ? ""
            : Times.shortly(Math.max(0, Duration.between(since, model.now()).toSeconds()) * 1_000)
                + " • ";
    if (time.startsWith("0ms")) {
      time = "0s • ";
    }
    String what = what(model);
    String beside = background(model);
    String interrupt = "(" + time + "esc to interrupt)";
    if (!model.session().pending().isEmpty()) {
      // Here esc is an answer.
      interrupt = time.isEmpty() ? "" : "(" + time.replace(" • ", "") + ")";
    }
    String both = interrupt + " • " + beside;
    boolean fits = Columns.width(what + both) <= columns - 3;
    String keys = beside.isEmpty() || !fits ? interrupt : both;
    int left = Math.max(4, columns - 3 - keys.length());
    return Line.of(
        new Span("• ", theme.style(Role.ACCENT)),
        new Span(Columns.fit(what, left) + " ", theme.style(Role.TITLE)),
        new Span(keys, theme.style(Role.DIM)));
  }

  /** What runs in the background while nothing else does. */
  private static Optional<Line> background(Model model, Theme theme, int columns) {
    String count = background(model);
    String whole = "  " + count + " • /ps to view • /stop to close";
    String text = Columns.width(whole) <= columns ? whole : "  " + count + " • /ps";
    return count.isEmpty()
        ? Optional.empty()
        : Optional.of(Texts.fitted(text, theme.style(Role.DIM), columns));
  }

  private static String background(Model model) {
    long count = model.session().terminals().stream().filter(one -> !one.runsCells()).count();
    return count == 0
        ? ""
        : count + (count == 1 ? " command in the background" : " commands in the background");
  }

  private static String what(Model model) {
    int pending = model.session().pending().size();
    if (pending > 0) {
      return "Waits for you";
    }
    if (model.session().live().failures() > 0) {
      return again(model.session().live());
    }
    List<Live.Piece> thoughts = model.session().live().model("reasoning");
    if (!thoughts.isEmpty()) {
      String title = title(thoughts.getLast().text());
      return title.isEmpty() ? "Thinking" : title;
    }
    return "Working";
  }

  private static String again(Live live) {
    String count = live.failures() + (live.failures() == 1 ? " failure" : " failures");
    String why = Sanitizer.clean(live.failure()).strip();
    return "Asking again after " + count + (why.isEmpty() ? "" : ": " + why);
  }

  /** The last bold title of a reasoning summary. */
  private static String title(String text) {
    int end = text.lastIndexOf("**");
    int from = end < 2 ? -1 : text.lastIndexOf("**", end - 1);
    return from < 0 ? "" : Sanitizer.clean(text.substring(from + 2, end)).strip();
  }

  private static Line sleeping(TurnState turn, Theme theme, int columns) {
    Instant until = turn.until();
    String clock = until == null ? "" : " until " + Times.clock(until);
    return Texts.fitted(
        "• Sleeping" + clock + " (w to wake): " + turn.detail(),
        theme.style(Role.WARNING),
        columns);
  }

  private StatusRow() {}
}
