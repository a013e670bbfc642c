package io.codextemporal.tui.view;

import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.tui.cells.DiffRows;
import io.codextemporal.tui.cells.Row;
import io.codextemporal.tui.model.ApprovalOption;
import io.codextemporal.tui.model.ApprovalOverlay;
import io.codextemporal.tui.model.Draft;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;

/** How a request for approval looks: exactly what would run, where, why, and what can be said. */
final class ApprovalView {
  /** With fewer rows the answers come before where it runs and the whole of why. */
  private static final int TIGHT = 12;

  private final Size room;
  private final Theme theme;

  ApprovalView(Size room, Theme theme) {
    this.room = room;
    this.theme = theme;
  }

  Panel panel(ApprovalOverlay overlay) {
    List<Line> head = head(overlay);
    List<Line> options = options(overlay);
    List<Line> content = content(overlay.request());
    int most = Math.max(1, room.rows() - head.size() - options.size());
    int top = Math.clamp(overlay.top(), 0, Math.max(0, content.size() - most));
    List<Line> rows = new ArrayList<>(head);
    int to = Math.min(content.size(), top + most);
    rows.addAll(content.subList(top, to));
    if (content.size() > most) {
      String more =
          "    rows " + (top + 1) + "–" + to + " of " + content.size() + " (pgup, pgdn, ctrl+a)";
      rows.set(rows.size() - 1, Texts.fitted(more, theme.style(Role.WARNING), room.columns()));
    }
    int optionsAt = rows.size();
    rows.addAll(options);
    Draft reason = overlay.reason();
    if (reason == null) {
      return new Panel(cut(rows), -1, -1);
    }
    int column = 4 + Columns.width(Texts.visible(reason, room.columns() - 5));
    return new Panel(cut(rows), column, Math.min(optionsAt + 1, room.rows() - 1));
  }

  private List<Line> cut(List<Line> rows) {
    return rows.size() > room.rows() ? rows.subList(0, room.rows()) : rows;
  }

  private List<Line> head(ApprovalOverlay overlay) {
    String question =
        switch (overlay.request().ask()) {
          case Ask.Command command -> "Would you like to run the following command?";
          case Ask.Patch patch ->
              "Would you like to make the following edits? " + DiffRows.counts(patch.diff());
          case Ask.UnknownOutcome unknown -> "This may or may not have run. Run it again?";
          case Ask.Questions questions -> "The model asks";
          case Ask.Unknown unknown -> "A newer session asks something this screen cannot show";
        };
    String count = overlay.of() > 1 ? "  " + overlay.number() + " of " + overlay.of() : "";
    List<Line> rows = new ArrayList<>();
    rows.add(
        Line.of(
            new Span(
                "  " + Columns.fit(question, Math.max(4, room.columns() - 2 - count.length())),
                theme.style(Role.TITLE)),
            new Span(count, theme.style(Role.WARNING))));
    String reason = overlay.request().reason();
    boolean tight = room.rows() < TIGHT;
    if (!reason.isBlank()) {
      List<Line> lines =
          Texts.wrapped("Reason: " + reason, theme.style(Role.REASONING), 2, room.columns());
      rows.addAll(tight ? lines.subList(0, 1) : lines);
    }
    if (tight) {
      return rows;
    }
    rows.add(
        Line.of(
            new Span(
                "  in "
                    + Columns.fitMiddle(
                        Sanitizer.clean(overlay.request().cwd()), room.columns() - 5),
                theme.style(Role.DIM))));
    return rows;
  }

  private List<Line> content(PendingRequest request) {
    return switch (request.ask()) {
      case Ask.Command command -> command(command);
      case Ask.Patch patch -> lines(DiffRows.rows(patch.diff(), room.columns() - 2, theme));
      case Ask.UnknownOutcome unknown -> {
        List<Line> rows = new ArrayList<>(script(unknown.command()));
        rows.addAll(Texts.wrapped(unknown.evidence(), theme.style(Role.DIM), 4, room.columns()));
        yield rows;
      }
      case Ask.Questions questions -> List.of();
      case Ask.Unknown unknown -> List.of();
    };
  }

  private List<Line> command(Ask.Command command) {
    return script(
        command.script().isBlank() ? String.join(" ", command.command()) : command.script());
  }

  private List<Line> script(String script) {
    List<Line> rows = new ArrayList<>();
    for (Line line : Texts.wrapped(script.strip(), theme.style(Role.TEXT), 4, room.columns())) {
      List<Span> spans = new ArrayList<>(line.spans());
      spans.set(0, new Span(rows.isEmpty() ? "  $ " : "    ", theme.style(Role.ACCENT)));
      rows.add(new Line(spans));
    }
    return rows;
  }

  private static List<Line> lines(List<Row> rows) {
    return rows.stream()
        .map(row -> {
          List<Span> spans = new ArrayList<>();
          spans.add(Span.of("  "));
          spans.addAll(row.line().spans());
          return new Line(spans);
        })
        .toList();
  }

  private List<Line> options(ApprovalOverlay overlay) {
    Draft reason = overlay.reason();
    List<Line> rows = new ArrayList<>();
    if (reason != null) {
      String visible = Texts.visible(reason, room.columns() - 5);
      String rest = Sanitizer.clean(reason.text().substring(reason.caret()));
      rows.add(
          Texts.fitted(
              "  No. What should it do instead?", theme.style(Role.TITLE), room.columns()));
      rows.add(
          Line.of(
              new Span("  › ", theme.style(Role.ACCENT)),
              Span.of(Columns.fit(visible + rest, Math.max(1, room.columns() - 4)))));
      rows.add(
          Texts.fitted(
              "  enter denies and goes on • esc ends the turn",
              theme.style(Role.DIM),
              room.columns()));
      return rows;
    }
    rows.add(Line.EMPTY);
    List<ApprovalOption> options = ApprovalOption.of(overlay.request().ask());
    for (int i = 0; i < options.size(); i++) {
      boolean here = i == overlay.selected();
      ApprovalOption option = options.get(i);
      String label = (i + 1) + ". " + label(option, overlay.request().ask());
      String key = option == ApprovalOption.DENY ? " (n)" : " (" + option.keys().getFirst() + ")";
      rows.add(
          Line.of(
              new Span(here ? "› " : "  ", theme.style(Role.ACCENT)),
              new Span(
                  Columns.fit(label, Math.max(4, room.columns() - 2 - key.length())),
                  here ? theme.style(Role.ACCENT) : theme.style(Role.TEXT)),
              new Span(key, theme.style(Role.DIM))));
    }
    return rows;
  }

  private static String label(ApprovalOption option, Ask ask) {
    return switch (option) {
      case ONCE -> ask instanceof Ask.UnknownOutcome ? "Yes, run it again" : "Yes, proceed";
      case SESSION ->
          ask instanceof Ask.Patch
              ? "Yes, and don't ask again for these files in this session"
              : "Yes, and don't ask again for this command in this session";
      case ALWAYS ->
          "Yes, and don't ask again for commands that start with `"
              + (ask instanceof Ask.Command command && command.amendment() != null
                  ? Sanitizer.clean(String.join(" ", command.amendment()))
                  : "")
              + "`";
      case DENY ->
          ask instanceof Ask.UnknownOutcome
              ? "No, tell the model"
              : "No, and tell it what to do differently";
    };
  }
}
