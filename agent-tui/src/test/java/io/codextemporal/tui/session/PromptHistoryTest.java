package io.codextemporal.tui.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.config.Places;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PromptHistoryTest {
  @TempDir Path home;
  private Path file;
  private PromptHistory history;

  @BeforeEach
  void open() {
    Places places = new Places(home.resolve("codex"), home.resolve("ct"));
    file = places.codexHome().resolve("history.jsonl");
    history = new PromptHistory(places);
  }

  @Test
  void promptsAreKeptAsCodexKeepsThem() throws Exception {
    history.append("s-1", 17, "first\nof two lines");
    history.append("s-2", 18, "second");

    assertThat(Files.readString(file))
        .isEqualTo(
            "{\"session_id\":\"s-1\",\"ts\":17,\"text\":\"first\\nof two lines\"}\n"
                + "{\"session_id\":\"s-2\",\"ts\":18,\"text\":\"second\"}\n");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(history.load()).containsExactly("first\nof two lines", "second");
  }

  @Test
  void linesThatAreNoneArePassedOver() throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "junk\n{\"text\":\"kept\"}\n{\"text\":4}\n{broken\n");

    assertThat(history.load()).containsExactly("kept");
  }

  @Test
  void nothingIsSavedWhereTheUserWantsNone() throws Exception {
    history.obey(Optional.of("none"), Optional.empty());
    history.append("s", 1, "secret");

    assertThat(file).doesNotExist();
    assertThat(history.load()).isEmpty();
  }

  @Test
  void aFileThatIsTooLongLosesItsOldest() throws Exception {
    history.obey(Optional.empty(), Optional.of(1_000L));
    for (int i = 0; i < 100; i++) {
      history.append("s", i, "prompt " + i);
    }

    assertThat(Files.size(file)).isLessThanOrEqualTo(1_000);
    assertThat(history.load()).endsWith("prompt 98", "prompt 99").doesNotContain("prompt 1");
  }
}
