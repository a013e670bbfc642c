package io.codextemporal.activities.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The words by which a program says that it ran into a sandbox, from {@code sandbox/stops.txt}.
 * Upper and lower case are one. Of several that are there, the network's count first: what a
 * program says of a disk it may say of a certificate it could not fetch. Pure.
 */
record StopWords(List<Stop> network, List<Stop> disk) {
  static final StopWords KNOWN = read();

  /**
   * One of them.
   *
   * @param means the error, as people read it
   * @param words in lower case
   */
  record Stop(String means, String words) {}

  /** What was run into, with the words that say so. */
  Optional<String> find(String output, boolean networkOff) {
    String text = output.toLowerCase(Locale.ROOT);
    Optional<String> found = networkOff ? first(network, text) : Optional.empty();
    return found.or(() -> first(disk, text));
  }

  private static Optional<String> first(List<Stop> stops, String text) {
    return stops.stream()
        .filter(stop -> text.contains(stop.words()))
        .findFirst()
        .map(stop -> stop.means() + ", by its words \"" + stop.words() + "\"");
  }

  private static StopWords read() {
    List<Stop> network = new ArrayList<>();
    List<Stop> disk = new ArrayList<>();
    List<Stop> section = disk;
    String means = "";
    for (String line : text().lines().toList()) {
      if (line.startsWith("[")) {
        means = line.substring(line.indexOf(' ') + 1, line.length() - 1);
        section = line.startsWith("[network ") ? network : disk;
      } else if (!line.isBlank() && !line.startsWith("#")) {
        section.add(new Stop(means, line.strip().toLowerCase(Locale.ROOT)));
      }
    }
    return new StopWords(List.copyOf(network), List.copyOf(disk));
  }

  private static String text() {
    try (InputStream in = StopWords.class.getResourceAsStream("/sandbox/stops.txt")) {
      if (in == null) {
        throw new IllegalStateException("the resource sandbox/stops.txt is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
