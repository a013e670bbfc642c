package io.codextemporal.tui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipboardTest {
  @TempDir Path folder;

  private static String sequence(String text, boolean tmux) {
    return new String(Clipboard.sequence(text, tmux), StandardCharsets.US_ASCII);
  }

  @Test
  void theTerminalIsAsked() {
    assertThat(sequence("naïve 漢", false)).isEqualTo("\u001b]52;c;bmHDr3ZlIOa8og==\u0007");
  }

  @Test
  void tmuxIsAskedAndHandsItOn() {
    assertThat(sequence("x", true))
        .isEqualTo("\u001b]52;c;eA==\u0007" + "\u001bPtmux;\u001b\u001b]52;c;eA==\u0007\u001b\\");
  }

  @Test
  void whatNoTerminalTakesIsNotSent() {
    assertThat(Clipboard.sequence("x".repeat(80_000), false)).isEmpty();
  }

  @Test
  void theDesktopsToolIsUsedWhereThereIsOne() {
    assertThat(Clipboard.tool(Map.of(), true)).containsExactly("pbcopy");
    assertThat(Clipboard.tool(Map.of("WAYLAND_DISPLAY", "wayland-0"), false))
        .containsExactly("wl-copy");
    assertThat(Clipboard.tool(Map.of("DISPLAY", ":0"), false)).first().isEqualTo("xclip");
    assertThat(Clipboard.tool(Map.of(), false)).isEmpty();
  }

  @Test
  void aToolGetsTheVeryText() throws Exception {
    Path file = folder.resolve("copied");
    Clipboard.give(
        "two\nlines 漢",
        List.of("sh", "-c", "cat >'" + file + ".part' && mv '" + file + ".part' '" + file + "'"));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!Files.exists(file) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(file).hasContent("two\nlines 漢");
  }

  @Test
  void aToolThatIsMissingIsNoFault() {
    Clipboard.give("x", List.of("/nowhere/copy"));
  }
}
