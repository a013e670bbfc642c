package io.codextemporal.tui.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.config.Places;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("C5")
final class DraftsTest {
  @TempDir Path home;

  private Places places() {
    return new Places(home.resolve("codex"), home.resolve("ct"));
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> files = Files.list(places().state().resolve("drafts"))) {
      return files.toList();
    }
  }

  /** As if the screen that wrote it were dead: no process has that number. */
  private void leave(String folder, String text) throws Exception {
    new Drafts(places(), folder).save(text);
    Path own = files().stream().filter(this::isOwn).findFirst().orElseThrow();
    String name = own.getFileName().toString();
    Files.move(
        own, own.resolveSibling(name.substring(0, name.indexOf('-') + 1) + Integer.MAX_VALUE));
  }

  private boolean isOwn(Path file) {
    return file.toString().endsWith("-" + ProcessHandle.current().pid());
  }

  @Test
  void whatADeadScreenLeftIsTheNextOnes() throws Exception {
    leave("/a", "half a thought");

    assertThat(new Drafts(places(), "/a").adopt()).contains("half a thought");
    assertThat(files()).hasSize(1).allMatch(this::isOwn);
  }

  @Test
  void anotherFoldersDraftStaysThere() throws Exception {
    leave("/a", "for a");

    assertThat(new Drafts(places(), "/b").adopt()).isEmpty();
    assertThat(new Drafts(places(), "/a").adopt()).contains("for a");
  }

  @Test
  void aLivingScreensDraftIsItsOwn() {
    new Drafts(places(), "/a").save("mine");

    assertThat(new Drafts(places(), "/a").adopt()).isEmpty();
  }

  @Test
  void nothingTypedLeavesNothing() throws Exception {
    Drafts drafts = new Drafts(places(), "/a");
    drafts.save("text");
    drafts.save("");

    assertThat(files()).isEmpty();
  }
}
