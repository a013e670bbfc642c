package io.codextemporal.activities.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What the model reads of a tool: {@code tools/NAME.md}, the description first, then a section
 * {@code ## PARAMETER} for each parameter.
 */
record ToolText(String name, String description, Map<String, String> parameters) {
  static ToolText load(String name) {
    String text = resource("/tools/" + name + ".md");
    String[] sections = text.split("(?m)^## ", -1);
    Map<String, String> parameters = new HashMap<>();
    for (int i = 1; i < sections.length; i++) {
      String[] section = sections[i].split("\n", 2);
      parameters.put(section[0].strip(), flowing(section[1]));
    }
    return new ToolText(name, sections[0].strip(), Map.copyOf(parameters));
  }

  /** The text of a parameter; a parameter without one is a mistake of ours. */
  String parameter(String parameter) {
    String text = parameters.get(parameter);
    if (text == null) {
      throw new IllegalStateException("tools/" + name + ".md does not describe " + parameter);
    }
    return text;
  }

  private static String flowing(String section) {
    return section.strip().replaceAll("\\s*\\n\\s*", " ");
  }

  private static String resource(String path) {
    try (InputStream in = ToolText.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
