package io.codextemporal.tui.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.tui.text.Theme;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrintedOutputTest {
  @Test
  void whatIsSaidToTheModelAloneIsNotShownAndEveryLineThatWasCutIsCounted() {
    String lines =
        IntStream.rangeClosed(1, 10).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
    String output =
        "Warning: truncated output (original token count: 12224)\nTotal output lines: 10000\n\n"
            + lines
            + "…2224 tokens truncated…9999\n10000\n\n[full output: /tmp/out]";
    assertThat(shown(output, false))
        .isEqualTo(
            """
            • Ran seq 1 10000
              └ 1
                2
                … +9995 lines (ctrl+t)
                9
                10…2224 tokens truncated…9999
                10000
            """);
    assertThat(shown(output, true)).contains("all of it: /tmp/out").doesNotContain("Warning");
  }

  @Test
  void whatWasAllowedForGoodIsNoOutput() {
    String note =
        "[The user allowed for good: commands that begin with `touch` run unasked and outside the"
            + " sandbox from now on.]";
    assertThat(shown("\n" + note, false)).isEqualTo("• Ran seq 1 10000\n  └ (no output)\n");
    assertThat(shown("a\n" + note, false)).isEqualTo("• Ran seq 1 10000\n  └ a\n");
  }

  @Test
  void whatACommandPrintsItselfStays() {
    String own = "Total output lines: 3\n\none\n[full output: /tmp/other]";
    assertThat(PrintedOutput.of(CellSamples.tool("exec_command", "x", null, null, 1, own)).text())
        .isEqualTo(own);
  }

  private static String shown(String output, boolean whole) {
    return CellSamples.shown(
        CellSamples.rows(
            List.of(
                CellSamples.tool(
                    "exec_command", "seq 1 10000", ToolCallStatus.COMPLETED, 0, 5, output)),
            80,
            Theme.DARK,
            whole));
  }
}
