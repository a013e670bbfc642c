package io.codextemporal.worker.bench;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table that grows by rows, for docs/performance.md. Not thread-safe. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... head) {
    rows.add(List.of(head));
  }

  /** Adds a row; a value is shown by its {@code toString}, a missing cell is empty. */
  public Table row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (int i = 0; i < rows.getFirst().size(); i++) {
      row.add(i < cells.length ? String.valueOf(cells[i]).replace("|", "\\|") : "");
    }
    rows.add(row);
    return this;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
      if (i == 0) {
        text.append("|").append("---|".repeat(rows.getFirst().size())).append("\n");
      }
    }
    return text.toString();
  }
}
