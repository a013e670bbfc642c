package io.codextemporal.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Reads TOML into plain maps; a file that does not parse is an error with its line, never half
 * read.
 */
final class TomlFile {
  /** An absent file is an empty layer. */
  static ConfigLayer read(String name, Path file) {
    String text;
    try {
      text = Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new ConfigException(
          file.toString(), "cannot be read (" + e.getMessage() + ")", "Check its permissions.");
    }
    return parse(name, file, text);
  }

  static ConfigLayer parse(String name, Path file, String text) {
    TomlParseResult parsed = Toml.parse(text);
    if (parsed.hasErrors()) {
      TomlParseError error = parsed.errors().getFirst();
      throw new ConfigException(
          file + ":" + error.position().line() + ":" + error.position().column(),
          firstLine(String.valueOf(error.getMessage())),
          "Correct that line; nothing of the file was used.");
    }
    Map<List<String>, Integer> lines = new HashMap<>();
    return new ConfigLayer(name, file, table(parsed, List.of(), lines), lines);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("does not parse");
  }

  /**
   * A value as it stands behind {@code -c key=}: TOML where it parses as such, else the bare text.
   */
  static Object value(String text) {
    TomlParseResult parsed = Toml.parse("v = " + text);
    Object value = parsed.hasErrors() ? null : parsed.get(List.of("v"));
    return value == null ? text : plain(value, List.of(), new HashMap<>());
  }

  private static Map<String, Object> table(
      TomlTable table, List<String> path, Map<List<String>, Integer> lines) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String key : table.keySet()) {
      List<String> at = child(path, key);
      TomlPosition position = table.inputPositionOf(List.of(key));
      if (position != null) {
        lines.put(at, position.line());
      }
      Object value = table.get(List.of(key));
      if (value != null) {
        values.put(key, plain(value, at, lines));
      }
    }
    return values;
  }

  private static Object plain(Object value, List<String> path, Map<List<String>, Integer> lines) {
    return switch (value) {
      case TomlTable table -> table(table, path, lines);
      case TomlArray array ->
          array.toList().stream().map(element -> plain(element, path, lines)).toList();
      case String text -> text;
      case Long number -> number;
      case Double number -> number;
      case Boolean truth -> truth;
      default -> value.toString();
    };
  }

  static List<String> child(List<String> path, String key) {
    List<String> longer = new ArrayList<>(path);
    longer.add(key);
    return List.copyOf(longer);
  }

  private TomlFile() {}
}
