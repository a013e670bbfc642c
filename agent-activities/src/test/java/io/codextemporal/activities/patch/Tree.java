package io.codextemporal.activities.patch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of files as a map, to compare whole trees. */
final class Tree {
  static void plant(Path root, JsonNode files) throws IOException {
    for (Map.Entry<String, JsonNode> file : files.properties()) {
      plant(root, file.getKey(), file.getValue().asText());
    }
  }

  static void plant(Path root, String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  static Map<String, String> map(JsonNode files) {
    Map<String, String> map = new TreeMap<>();
    files.properties().forEach(file -> map.put(file.getKey(), file.getValue().asText()));
    return map;
  }

  /** Contents (as bytes, one char each) and modes of files, folders with a slash. */
  static Map<String, String> read(Path root) throws IOException {
    Map<String, String> map = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(path -> !path.equals(root))
          .forEach(path -> {
            String name = root.relativize(path).toString();
            try {
              if (Files.isSymbolicLink(path)) {
                map.put(name + "@", Files.readSymbolicLink(path).toString());
              } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                map.put(name + "/", "");
              } else {
                map.put(name, Files.readString(path, StandardCharsets.ISO_8859_1));
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    return map;
  }

  /** Files only, as text. */
  static Map<String, String> files(Path root) throws IOException {
    Map<String, String> map = new TreeMap<>();
    for (Map.Entry<String, String> entry : read(root).entrySet()) {
      if (!entry.getKey().endsWith("/")) {
        map.put(
            entry.getKey(),
            new String(
                entry.getValue().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
      }
    }
    return map;
  }

  private Tree() {}
}
