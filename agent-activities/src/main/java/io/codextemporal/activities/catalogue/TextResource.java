package io.codextemporal.activities.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A text the model reads, from a resource in Markdown: what stands before the first {@code ## NAME}
 * line, and a section for each such name.
 */
public record TextResource(String path, String opening, Map<String, String> sections) {
  /** Throws IllegalStateException when the program was built without it. */
  public static TextResource load(String path) {
    String[] parts = read(path).split("(?m)^## ", -1);
    Map<String, String> sections = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] section = parts[i].split("\n", 2);
      sections.put(section[0].strip(), section[1].strip());
    }
    return new TextResource(path, parts[0].strip(), Map.copyOf(sections));
  }

  /** A resource without sections. */
  public static String whole(String path) {
    return read(path).strip();
  }

  /** The text of a section; one that is not there is a mistake of ours. */
  public String section(String name) {
    String text = sections.get(name);
    if (text == null) {
      throw new IllegalStateException(path + " has no section " + name);
    }
    return text;
  }

  private static String read(String path) {
    try (InputStream in = TextResource.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
