package io.codextemporal.tui.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.FileChange;
import io.codextemporal.tui.GoldenFrames;
import io.codextemporal.tui.model.TranscriptCell;
import io.codextemporal.tui.text.Hue;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Theme;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiffRowsTest {
  private static final String GIT =
      """
      diff --git a/app.py b/app.py
      index b859599..2247a32 100644
      --- a/app.py
      +++ b/app.py
      @@ -1,2 +1,3 @@
       def f():
      -    return 1
      +    # changed
      +    return 2
      @@ -98,3 +99,3 @@ def later():
       a
      --- not a header
      +++ nor this
       b
      \\ No newline at end of file
      diff --git a/gone.txt b/gone.txt
      deleted file mode 100644
      --- a/gone.txt
      +++ /dev/null
      @@ -1 +0,0 @@
      -hello
      diff --git a/old.txt b/new name.txt
      similarity index 100%
      rename from old.txt
      rename to new name.txt
      diff --git a/x.png b/x.png
      new file mode 100644
      Binary files /dev/null and b/x.png differ
      """;

  @Test
  void looksAsItDidWhenItWasLookedAt() {
    StringBuilder shown = new StringBuilder();
    for (int columns : List.of(20, 80)) {
      shown.append("== ").append(columns).append(" columns\n");
      shown.append(CellSamples.shown(DiffRows.rows(GIT, columns, Theme.DARK)));
      shown.append("--\n");
      shown.append(CellSamples.shown(DiffRows.rows(CellSamples.PATCH, columns, Theme.DARK)));
    }
    GoldenFrames.compare("cells/diffs", shown.toString());
  }

  @Test
  void linesAreCountedAndNumberedAsInTheFile() {
    assertThat(DiffRows.counts(GIT)).isEqualTo("(+3 -3)");
    List<FilePatch> files = PatchReader.read(GIT);
    assertThat(files)
        .extracting(FilePatch::deed, FilePatch::path, FilePatch::movedTo)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(FilePatch.Deed.EDITED, "app.py", ""),
            org.assertj.core.groups.Tuple.tuple(FilePatch.Deed.DELETED, "gone.txt", ""),
            org.assertj.core.groups.Tuple.tuple(FilePatch.Deed.EDITED, "old.txt", "new name.txt"),
            org.assertj.core.groups.Tuple.tuple(FilePatch.Deed.ADDED, "x.png", ""));
    assertThat(files.getFirst().lines())
        .contains(
            new FilePatch.Changed(FilePatch.Kind.REMOVED, 2, "    return 1"),
            new FilePatch.Changed(FilePatch.Kind.ADDED, 3, "    return 2"),
            new FilePatch.Changed(FilePatch.Kind.GAP, 0, "def later():"),
            new FilePatch.Changed(FilePatch.Kind.REMOVED, 99, "-- not a header"),
            new FilePatch.Changed(FilePatch.Kind.ADDED, 100, "++ nor this"));
  }

  @Test
  void aCopiedDiffIsADiffAgain() {
    List<Row> rows =
        DiffRows.rows("--- a/x\n+++ b/x\n@@ -9,2 +9,2 @@\n a\n-b\n+c\n", 40, Theme.DARK);
    assertThat(rows).extracting(Row::text).containsExactly("x (+1 -1)", " a", "-b", "+c");
    assertThat(rows.get(3).line().spans())
        .containsExactly(
            new Span("10 ", Theme.DARK.style(io.codextemporal.tui.text.Role.DIM)),
            new Span("+c", io.codextemporal.tui.text.Style.PLAIN.in(Hue.GREEN)));
  }

  @Test
  void aPatchThatWasCutInItsArgumentsIsStillShown() {
    String cut = "{\"input\":\"*** Begin Patch\\n*** Add File: a.txt\\n+one \\\"two\\\"\\n+\\u00fc";
    assertThat(
            CellSamples.rows(
                List.of(CellSamples.call("apply_patch", cut, null, "")), 60, Theme.DARK, false))
        .extracting(row -> row.line().plain())
        .containsExactly("• Adding a.txt (+2 -0)", "    1 +one \"two\"", "    2 +ü");
  }

  @Test
  void whatAnEndedCallTellsOfItsFilesIsNumbered() {
    TranscriptCell.Tool asked = CellSamples.call("apply_patch", CellSamples.PATCH, null, "");
    TranscriptCell.Tool ended =
        new TranscriptCell.Tool(
            1,
            asked.call(),
            "apply_patch",
            asked.arguments(),
            "apply_patch",
            false,
            io.codextemporal.protocol.ToolCallStatus.COMPLETED,
            null,
            5,
            "Success",
            null,
            List.of(
                new FileChange(
                    "a.java", "update", null, 1, 1, "@@ -12,2 +12,2 @@\n int w;\n-old\n+new\n"),
                new FileChange("big.txt", "add", null, 900, 0, "")));

    assertThat(CellSamples.rows(List.of(ended), 60, Theme.DARK, false))
        .extracting(row -> row.line().plain())
        .containsExactly(
            "• Edited 2 files (+901 -1)",
            "  └ a.java (+1 -1)",
            "    12  int w;",
            "    13 -old",
            "    13 +new",
            "  └ Added big.txt (+900 -0)");
  }
}
