package io.codextemporal.worker.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes JSON in the spelling that scripts compare byte for byte: in one line, or indented by two.
 */
final class SerdeJson {
  private final StringBuilder text = new StringBuilder();
  private final boolean pretty;

  private SerdeJson(boolean pretty) {
    this.pretty = pretty;
  }

  static String of(JsonNode json, boolean pretty) {
    SerdeJson writer = new SerdeJson(pretty);
    writer.value(json, 0);
    return writer.text.toString();
  }

  private void value(JsonNode json, int depth) {
    if (json.isObject()) {
      object(json, depth);
    } else if (json.isArray()) {
      array(json, depth);
    } else if (json.isTextual()) {
      string(json.textValue());
    } else {
      text.append(json);
    }
  }

  private void object(JsonNode json, int depth) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(json.properties());
    text.append('{');
    for (int i = 0; i < fields.size(); i++) {
      gap(i, depth + 1);
      string(fields.get(i).getKey());
      text.append(pretty ? ": " : ":");
      value(fields.get(i).getValue(), depth + 1);
    }
    close('}', fields.isEmpty(), depth);
  }

  private void array(JsonNode json, int depth) {
    text.append('[');
    for (int i = 0; i < json.size(); i++) {
      gap(i, depth + 1);
      value(json.get(i), depth + 1);
    }
    close(']', json.isEmpty(), depth);
  }

  private void gap(int index, int depth) {
    text.append(index > 0 ? "," : "");
    if (pretty) {
      text.append('\n').append("  ".repeat(depth));
    }
  }

  private void close(char bracket, boolean empty, int depth) {
    if (pretty && !empty) {
      text.append('\n').append("  ".repeat(depth));
    }
    text.append(bracket);
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        default -> {
          if (c < ' ') {
            text.append(String.format("\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
