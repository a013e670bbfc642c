package io.codextemporal.tui.cells;

import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.tui.cells.FilePatch.Deed;
import io.codextemporal.tui.model.TranscriptCell;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;

/** How a patch the model applied looks: what became of which file, and its lines. Pure. */
final class EditRows {
  /** Lines of a patch that are shown where not everything is asked for. */
  private static final int SHOWN = 24;

  /** Lines of a patch that is being written. */
  private static final int GROWING = 12;

  private static final CallId UNNAMED = new CallId("unnamed");

  private static final Span INDENT = Span.of("    ");

  private final int columns;
  private final Theme theme;
  private final boolean whole;

  EditRows(int columns, Theme theme, boolean whole) {
    this.columns = columns;
    this.theme = theme;
    this.whole = whole;
  }

  List<Row> rows(TranscriptCell.Tool tool, Style bullet) {
    List<FilePatch> files =
        tool.changes().isEmpty()
            ? PatchReader.read(CallArguments.of(tool).patch())
            : tool.changes().stream().map(FilePatch::of).toList();
    List<Row> rows = new ArrayList<>();
    rows.addAll(title(files, tool, bullet));
    List<Row> body = new ArrayList<>();
    DiffRows diff = new DiffRows(columns - 4, theme);
    for (FilePatch file : files) {
      if (files.size() > 1) {
        Line head = diff.head(file, DiffRows.deed(file), columns - 4);
        body.addAll(Row.wrap(head, new Span("  └ ", theme.style(Role.DIM)), INDENT, columns));
      }
      body.addAll(Row.indent(diff.lines(file), INDENT, INDENT));
    }
    int shown = whole || body.size() <= SHOWN + 1 ? body.size() : SHOWN;
    rows.addAll(body.subList(0, shown));
    if (shown < body.size()) {
      String more = "    … +" + (body.size() - shown) + " lines (ctrl+t)";
      rows.add(Row.remark(more, theme.style(Role.DIM), columns));
    }
    return rows;
  }

  /** A patch that is still being written, as far as it came: its last lines. */
  static List<Row> growing(String arguments, int columns, Theme theme) {
    return new EditRows(columns, theme, false).growing(arguments);
  }

  private List<Row> growing(String arguments) {
    TranscriptCell.Tool tool =
        new TranscriptCell.Tool(
            0, UNNAMED, "apply_patch", arguments, "", false, null, null, 0, "", null);
    List<FilePatch> files = PatchReader.read(CallArguments.of(tool).patch());
    List<Row> rows = new ArrayList<>(title(files, tool, theme.style(Role.DIM)));
    if (files.isEmpty()) {
      return rows;
    }
    FilePatch last = files.getLast();
    DiffRows diff = new DiffRows(columns - 4, theme);
    if (files.size() > 1) {
      Line head = diff.head(last, DiffRows.deed(last), columns - 4);
      rows.addAll(Row.wrap(head, new Span("  └ ", theme.style(Role.DIM)), INDENT, columns));
    }
    rows.addAll(Row.indent(diff.lines(last.ending(GROWING)), INDENT, INDENT));
    return rows;
  }

  private List<Row> title(List<FilePatch> files, TranscriptCell.Tool tool, Style bullet) {
    Span dot = new Span("• ", bullet);
    if (files.size() == 1) {
      FilePatch file = files.getFirst();
      String verb = verb(file.deed(), tool) + " ";
      Line head = new DiffRows(columns, theme).head(file, verb, columns - 2);
      return Row.wrap(head, dot, Span.of("  "), columns);
    }
    String what = files.isEmpty() ? "files" : files.size() + " files " + DiffRows.counts(files);
    Span verb = new Span(verb(Deed.EDITED, tool) + " ", theme.style(Role.TITLE));
    return Row.wrap(Line.of(verb, Span.of(what)), dot, Span.of("  "), columns);
  }

  private static String verb(Deed deed, TranscriptCell.Tool tool) {
    boolean running = tool.status() == null;
    boolean done = tool.status() == ToolCallStatus.COMPLETED;
    return switch (deed) {
      case ADDED -> running ? "Adding" : done ? "Added" : "Add";
      case DELETED -> running ? "Deleting" : done ? "Deleted" : "Delete";
      case EDITED -> running ? "Editing" : done ? "Edited" : "Edit";
    };
  }
}
