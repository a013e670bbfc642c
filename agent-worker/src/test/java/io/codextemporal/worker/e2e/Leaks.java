package io.codextemporal.worker.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** I10: looks for texts where they must not be. */
final class Leaks {
  private static final Set<String> SECRET_FILES = Set.of("auth.json", "key");

  static void inHistory(SessionEvidence evidence, List<String> secrets, Violations violations) {
    for (SessionEvidence.Run run : evidence.runs()) {
      for (byte[] event : run.raw()) {
        for (String secret : secrets) {
          violations.unless(
              !contains(event, secret),
              "I10",
              "'" + secret + "' stands in the history of run " + run.runId());
        }
      }
    }
  }

  static void inFiles(List<String> secrets, List<Path> places, Violations violations) {
    for (Path place : places) {
      for (Path file : files(place)) {
        byte[] content = content(file);
        for (String secret : secrets) {
          violations.unless(
              !contains(content, secret), "I10", "'" + secret + "' stands in " + file);
        }
      }
    }
  }

  private static List<Path> files(Path place) {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(Files::isRegularFile).filter(file -> !isSecretByPurpose(file)).toList();
    } catch (IOException e) {
      throw new AssertionError("cannot look through " + place, e);
    }
  }

  private static boolean isSecretByPurpose(Path file) {
    return SECRET_FILES.contains(String.valueOf(file.getFileName()))
        || file.toString().contains("/state/keys/");
  }

  /** A file that goes away while we look holds nothing any more. */
  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private static boolean contains(byte[] content, String text) {
    return new String(content, StandardCharsets.ISO_8859_1)
        .contains(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  private Leaks() {}
}
