package io.codextemporal.tui.view;

import io.codextemporal.protocol.Ask;
import io.codextemporal.tui.model.Draft;
import io.codextemporal.tui.model.QuestionOverlay;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;

/** How the model's questions look. What has no room scrolls, so that the cursor is always seen. */
final class QuestionView {
  private static final int LONGEST_COLUMN = 30;

  private final Size room;
  private final Theme theme;

  QuestionView(Size room, Theme theme) {
    this.room = room;
    this.theme = theme;
  }

  Panel panel(QuestionOverlay overlay) {
    List<Line> body =
        new ArrayList<>(
            Texts.wrapped(
                overlay.question().question().strip(), theme.style(Role.TITLE), 2, room.columns()));
    body.add(Line.EMPTY);
    List<Ask.Option> options = overlay.question().options();
    int chosen = overlay.chosen().get(overlay.at());
    int widest = widest(options);
    int cursorRow = 0;
    for (int i = 0; i < options.size(); i++) {
      cursorRow = i == chosen ? body.size() : cursorRow;
      body.addAll(option(i, options.get(i), i == chosen, widest));
    }
    boolean own = overlay.isOwnWords();
    Draft words = overlay.words().get(overlay.at());
    cursorRow = own ? body.size() : cursorRow;
    body.add(own(options.size() + 1, words, own));
    int height = Math.max(1, room.rows() - 3);
    int top = Texts.first(cursorRow, body.size(), height);
    List<Line> rows = new ArrayList<>();
    rows.add(Texts.fitted("  " + head(overlay), theme.style(Role.DIM), room.columns()));
    rows.addAll(body.subList(top, Math.min(body.size(), top + height)));
    rows.add(Line.EMPTY);
    rows.add(Texts.fitted("  " + hint(overlay), theme.style(Role.DIM), room.columns()));
    int column = 5 + Columns.width(Texts.visible(words, room.columns() - 7));
    return own ? new Panel(rows, column, 1 + cursorRow - top) : Panel.of(rows);
  }

  private static String head(QuestionOverlay overlay) {
    int count = overlay.questions().size();
    String header = overlay.question().header();
    if (count == 1) {
      return header.isBlank() ? "Question" : header;
    }
    long open = overlay.done().stream().filter(done -> !done).count();
    return "Question "
        + (overlay.at() + 1)
        + " of "
        + count
        + (header.isBlank() ? "" : " • " + header)
        + " • "
        + open
        + " unanswered";
  }

  private String hint(QuestionOverlay overlay) {
    String leave =
        overlay.isOwnWords() && !overlay.words().get(overlay.at()).isEmpty()
            ? "esc back"
            : "esc interrupts";
    return overlay.questions().size() > 1
        ? "enter answers • tab next question • " + leave
        : "enter answers • type your own words • " + leave;
  }

  /** Descriptions stand in a column where labels are short. */
  private static int widest(List<Ask.Option> options) {
    int widest = 0;
    for (Ask.Option option : options) {
      widest = Math.max(widest, Columns.width(Sanitizer.clean(option.label())));
    }
    return widest > LONGEST_COLUMN ? 0 : widest;
  }

  private List<Line> option(int index, Ask.Option option, boolean here, int widest) {
    Style style = here ? theme.style(Role.ACCENT) : theme.style(Role.TEXT);
    String label = Sanitizer.clean(option.label());
    String description = Sanitizer.clean(option.description());
    return Texts.explained(
        mark(index + 1, here),
        new Span(label, style),
        new Span(description, theme.style(Role.DIM)),
        widest,
        room.columns());
  }

  private Line mark(int number, boolean here) {
    return Line.of(
        new Span(here ? "› " : "  ", theme.style(Role.ACCENT)),
        new Span(number + ". ", here ? theme.style(Role.ACCENT) : theme.style(Role.TEXT)));
  }

  private Line own(int number, Draft words, boolean here) {
    List<Span> spans = new ArrayList<>(mark(number, here).spans());
    if (words.isEmpty()) {
      String say = here ? "Type your answer" : "In your own words";
      spans.add(new Span(Columns.fit(say, room.columns() - 6), theme.style(Role.DIM)));
    } else {
      String visible = Texts.visible(words, room.columns() - 7);
      String rest = Sanitizer.clean(words.text().substring(words.caret()));
      spans.add(Span.of(Columns.fit(visible + rest, Math.max(1, room.columns() - 6))));
    }
    return new Line(spans);
  }
}
