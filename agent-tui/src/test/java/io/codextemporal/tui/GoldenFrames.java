package io.codextemporal.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Screens as text, kept beside the tests. One that is not there fails, unless {@code
 * -Dgolden.write=true} writes it: to be looked at before it is committed.
 */
public final class GoldenFrames {
  private static final Path FOLDER = Path.of("src/test/resources/frames");

  public static void compare(String name, String shown) {
    Path file = FOLDER.resolve(name + ".txt");
    try {
      if (Boolean.getBoolean("golden.write")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, shown);
      }
      assertThat(file).as("the golden screen %s", name).exists();
      assertThat(shown).as("the screen %s", name).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private GoldenFrames() {}
}
