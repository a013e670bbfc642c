package io.codextemporal.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The keys that Codex and this program know, from the resource {@code known-keys.txt}: a pattern a
 * line, {@code *} for any one name, {@code **} at the end for everything below.
 */
final class KnownKeys {
  private static final List<List<String>> PATTERNS = load();

  /** One warning for each key of the layer that nobody knows. */
  static List<String> warnings(ConfigLayer layer) {
    List<String> warnings = new ArrayList<>();
    walk(layer, layer.values(), List.of(), warnings);
    return warnings;
  }

  @SuppressWarnings("unchecked")
  private static void walk(
      ConfigLayer layer, Map<String, Object> table, List<String> path, List<String> warnings) {
    table.forEach((key, value) -> {
      List<String> at = TomlFile.child(path, key);
      if (PATTERNS.stream().anyMatch(pattern -> matches(pattern, at))) {
        return;
      }
      boolean leadsToKnown = PATTERNS.stream().anyMatch(pattern -> leads(pattern, at));
      if (leadsToKnown && value instanceof Map<?, ?> inner) {
        walk(layer, (Map<String, Object>) inner, at, warnings);
      } else {
        warnings.add(
            layer.place(at) + ": unknown key `" + Config.dotted(at) + "` (kept, not used)");
      }
    });
  }

  private static boolean matches(List<String> pattern, List<String> path) {
    if (pattern.getLast().equals("**")) {
      return path.size() >= pattern.size() - 1
          && fits(pattern.subList(0, pattern.size() - 1), path);
    }
    return pattern.size() == path.size() && fits(pattern, path);
  }

  private static boolean leads(List<String> pattern, List<String> path) {
    return pattern.size() > path.size() && fits(pattern.subList(0, path.size()), path);
  }

  private static boolean fits(List<String> pattern, List<String> path) {
    for (int i = 0; i < pattern.size(); i++) {
      if (!pattern.get(i).equals("*") && !pattern.get(i).equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<List<String>> load() {
    try (InputStream stream =
        Objects.requireNonNull(KnownKeys.class.getResourceAsStream("known-keys.txt"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> List.of(line.split("\\.")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private KnownKeys() {}
}
