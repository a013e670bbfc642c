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
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;

/** How the model's questions look. */
final class QuestionView {
  private final Size room;
  private final Theme theme;

  QuestionView(Size room, Theme theme) {
    this.room = room;
    this.theme = theme;
  }

  Panel panel(QuestionOverlay overlay) {
    List<Line> rows = new ArrayList<>();
    Ask.Question question = overlay.question();
    String count =
        overlay.questions().size() > 1
            ? "Question " + (overlay.at() + 1) + " of " + overlay.questions().size() + " • "
            : "";
    rows.add(Texts.fitted("  " + count + question.header(), theme.style(Role.DIM), room.columns()));
    rows.addAll(Texts.wrapped(question.question(), theme.style(Role.TITLE), 2, room.columns()));
    rows.add(Line.EMPTY);
    int chosen = overlay.chosen().get(overlay.at());
    List<Ask.Option> options = question.options();
    for (int i = 0; i < options.size(); i++) {
      rows.add(option(i, options.get(i), i == chosen));
    }
    Draft words = overlay.words().get(overlay.at());
    boolean own = overlay.isOwnWords();
    String visible = Texts.visible(words, room.columns() - 8);
    String rest = Sanitizer.clean(words.text().substring(words.caret()));
    int ownRow = rows.size();
    rows.add(
        Line.of(
            new Span(own ? "› " : "  ", theme.style(Role.ACCENT)),
            Span.of((options.size() + 1) + ". "),
            words.isEmpty()
                ? new Span(own ? "" : "In your own words", theme.style(Role.DIM))
                : Span.of(Columns.fit(visible + rest, Math.max(1, room.columns() - 6)))));
    rows.add(Line.EMPTY);
    rows.add(
        Texts.fitted(
            overlay.questions().size() > 1
                ? "  enter answers • tab next question • esc interrupts"
                : "  enter answers • type for your own words • esc interrupts",
            theme.style(Role.DIM),
            room.columns()));
    List<Line> shown = rows.size() > room.rows() ? rows.subList(0, room.rows()) : rows;
    return own && ownRow < room.rows()
        ? new Panel(shown, 5 + Columns.width(visible), ownRow)
        : Panel.of(shown);
  }

  private Line option(int index, Ask.Option option, boolean here) {
    String label = Sanitizer.clean(option.label());
    int left = Math.max(0, room.columns() - 7 - Columns.width(label));
    return Line.of(
        new Span(here ? "› " : "  ", theme.style(Role.ACCENT)),
        new Span(
            (index + 1) + ". " + Columns.fit(label, Math.max(4, room.columns() - 6)) + "  ",
            here ? theme.style(Role.ACCENT) : theme.style(Role.TEXT)),
        new Span(Columns.fit(Sanitizer.clean(option.description()), left), theme.style(Role.DIM)));
  }
}
