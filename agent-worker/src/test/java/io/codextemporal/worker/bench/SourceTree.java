package io.codextemporal.worker.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Real source code to search in: the JDK's own, of the JDK that runs this. */
final class SourceTree {
  /**
   * Unpacks the first files, by name.
   *
   * @return how many there are
   */
  static int unpack(Path folder, int most) throws IOException {
    Path archive = Path.of(System.getProperty("java.home"), "lib", "src.zip");
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      List<? extends ZipEntry> entries =
          zip.stream()
              .filter(entry -> entry.getName().endsWith(".java"))
              .sorted((one, other) -> one.getName().compareTo(other.getName()))
              .limit(most)
              .toList();
      for (ZipEntry entry : entries) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (file.startsWith(folder)) {
          Files.createDirectories(file.getParent());
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, file);
          }
        }
      }
      return entries.size();
    }
  }

  static double megabytes(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum()
          / 1e6;
    }
  }

  static String shown(double number) {
    return String.format(Locale.ROOT, number < 10 ? "%.1f" : "%.0f", number);
  }

  private SourceTree() {}
}
