package io.codextemporal.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.tui.text.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScreenLookTest {
  @TempDir Path folder;

  private ScreenLook look(String config, boolean inline) throws IOException {
    Path file = Files.writeString(folder.resolve("config.toml"), config);
    return ScreenLook.of(file, Map.of(), inline);
  }

  @Test
  void whatTheTableSaysOfTheFirstFrameHolds() throws IOException {
    String config =
        """
        theme = "plain"
        [other]
        theme = "plain"
        [tui]
        # theme = "dark"
        keymap = { a = ["x"] }
        theme = 'light'  # on paper
          alternate_screen = "never"
        [tui.keymap]
        theme = "plain"
        """;

    assertThat(look(config, false)).isEqualTo(new ScreenLook(Theme.LIGHT, false));
  }

  @Test
  void nothingSaidIsDarkOnAScreenOfItsOwn() throws IOException {
    assertThat(look("", false)).isEqualTo(new ScreenLook(Theme.DARK, true));
    assertThat(look("[tui]\ntheme\n", true)).isEqualTo(new ScreenLook(Theme.DARK, false));
    assertThat(ScreenLook.of(folder.resolve("none"), Map.of("NO_COLOR", "1"), false))
        .isEqualTo(new ScreenLook(Theme.PLAIN, true));
  }
}
