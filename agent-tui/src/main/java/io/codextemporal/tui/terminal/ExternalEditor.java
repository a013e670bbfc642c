package io.codextemporal.tui.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The person's own editor, over a file of the draft's, while the screen is out of the way. */
final class ExternalEditor {
  /**
   * What the editor left; null when there is none, it failed, or it could not be run.
   *
   * @param environment {@code VISUAL} comes before {@code EDITOR}
   */
  static @Nullable String edit(String text, Map<String, String> environment) throws IOException {
    String editor =
        environment.getOrDefault("VISUAL", environment.getOrDefault("EDITOR", "")).strip();
    Path file = Files.createTempFile("ct-draft-", ".md");
    try {
      Files.writeString(file, text);
      int code = run(editor.isEmpty() ? "vi" : editor, file);
      return code == 0 ? Files.readString(file).stripTrailing() : null;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static int run(String editor, Path file) throws IOException {
    try {
      return new ProcessBuilder("sh", "-c", editor + " \"$1\"", "sh", file.toString())
          .inheritIO()
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 130;
    }
  }

  private ExternalEditor() {}
}
