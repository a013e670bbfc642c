package io.codextemporal.tui.view;

import io.codextemporal.protocol.Ask;
import io.codextemporal.tui.cells.DiffRows;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a request for approval is about, whole and as it is: the part of it that scrolls. Pure. */
final class ApprovalContent {
  private final int columns;
  private final Theme theme;

  ApprovalContent(int columns, Theme theme) {
    this.columns = columns;
    this.theme = theme;
  }

  List<Line> rows(Ask ask) {
    return switch (ask) {
      case Ask.Command command -> command(command);
      case Ask.Patch patch -> patch(patch);
      case Ask.UnknownOutcome unknown -> {
        List<Line> rows = new ArrayList<>(script(unknown.command()));
        rows.addAll(
            Texts.wrapped(Exact.lines(unknown.evidence()), theme.style(Role.DIM), 4, columns));
        yield rows;
      }
      case Ask.Fetch fetch ->
          new ArrayList<>(
              Texts.wrapped(Exact.line(fetch.url()), theme.style(Role.TEXT), 4, columns));
      case Ask.Questions questions -> List.of();
      case Ask.Unknown unknown -> List.of();
    };
  }

  /**
   * The text the model wrote; and the words that run, where they are not a shell with that text.
   */
  private List<Line> command(Ask.Command command) {
    String real = command.command().stream().map(Texts::quoted).collect(Collectors.joining(" "));
    if (command.script().isBlank()) {
      return script(real);
    }
    List<Line> rows = new ArrayList<>(script(command.script()));
    boolean same =
        real.equals(command.script().strip())
            || !command.command().isEmpty()
                && command.command().getLast().strip().equals(command.script().strip());
    if (!same) {
      rows.addAll(
          Texts.wrapped("runs as: " + Exact.line(real), theme.style(Role.WARNING), 4, columns));
    }
    return rows;
  }

  private List<Line> script(String script) {
    List<Line> rows = new ArrayList<>();
    for (String text : script.strip().split("\n", -1)) {
      for (Line line : Texts.wrapped(Exact.line(text), theme.style(Role.TEXT), 4, columns)) {
        List<Span> spans = new ArrayList<>(line.spans());
        spans.set(0, new Span(rows.isEmpty() ? "  $ " : "    ", theme.style(Role.ACCENT)));
        rows.add(new Line(spans));
      }
    }
    return rows;
  }

  private List<Line> patch(Ask.Patch patch) {
    List<Line> rows = new ArrayList<>();
    DiffRows.rows(Exact.lines(patch.diff()), Math.max(10, columns - 2), theme)
        .forEach(row -> {
          List<Span> spans = new ArrayList<>();
          spans.add(Span.of("  "));
          spans.addAll(row.line().spans());
          rows.add(new Line(spans));
        });
    return rows;
  }
}
