package io.codextemporal.activities.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Removes a folder of ours with all that is in it; follows no links. */
public final class FolderRemoval {
  public static void remove(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> inside = Files.walk(folder)) {
      all = inside.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException e) {
      return; // As wanted.
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }

  private FolderRemoval() {}
}
