package io.codextemporal.tui.cells;

import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.tui.model.Live;
import io.codextemporal.tui.model.TranscriptCell;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at the web that the provider takes while it answers: like calls, until the answer's events
 * bring those. Pure.
 */
final class SearchRows {
  private static final CallId UNNAMED = new CallId("unnamed");

  /**
   * @param ended those that have ended, or those that have not
   * @param first whether there is nothing above
   */
  static List<Row> rows(
      List<Live.Piece> looks, boolean ended, boolean first, int columns, Theme theme) {
    List<Row> rows = new ArrayList<>();
    for (Live.Piece look : looks) {
      int line = look.text().indexOf('\n') + 1;
      String action = look.text().substring(line).strip();
      if (action.isEmpty() == ended) {
        continue;
      }
      if (!first || !rows.isEmpty()) {
        rows.add(Row.BLANK);
      }
      ToolCallStatus status = ended ? ToolCallStatus.COMPLETED : null;
      TranscriptCell.Tool cell =
          new TranscriptCell.Tool(
              0, UNNAMED, "web_search", action, "", false, status, null, 0, "", null);
      rows.addAll(CellRows.rows(cell, null, columns, theme, false));
    }
    return rows;
  }

  private SearchRows() {}
}
