package io.codextemporal.tui.cells;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.codextemporal.tui.model.TranscriptCell;
import io.codextemporal.wire.WireJson;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call as far as they can be read, and only when something is asked of them: an
 * event holds long ones cut, and then they are no JSON any more. Used by one thread.
 */
final class CallArguments {
  private final String raw;
  private @Nullable JsonNode read;

  private CallArguments(String raw) {
    this.raw = raw;
  }

  static CallArguments of(TranscriptCell.Tool tool) {
    return new CallArguments(tool.arguments());
  }

  /** Missing when they are no object. */
  JsonNode json() {
    JsonNode known = read;
    if (known == null) {
      known = raw.stripLeading().startsWith("{") ? parsed() : MissingNode.getInstance();
      read = known;
    }
    return known;
  }

  private JsonNode parsed() {
    try {
      return WireJson.mapper().readTree(raw);
    } catch (JsonProcessingException cut) {
      return MissingNode.getInstance();
    }
  }

  /** The first of the named fields that holds something; empty when none does. */
  String first(String... names) {
    for (String name : names) {
      String text = json().path(name).asText("");
      if (!text.isBlank()) {
        return text;
      }
    }
    return "";
  }

  /** The patch: free text, or the {@code input} of an object, whole or cut. */
  String patch() {
    String input = first("input", "patch");
    if (!input.isEmpty()) {
      return input;
    }
    int begin = raw.indexOf("*** Begin Patch");
    boolean quoted = raw.stripLeading().startsWith("{");
    return quoted ? unquoted(raw.substring(Math.max(0, begin))) : raw;
  }

  /** Free text, or what an object holds as its code, without the line that only sets its time. */
  String code() {
    String given = first("code", "input");
    String code = (given.isEmpty() ? raw : given).strip();
    int line = code.startsWith("// codex-js-repl:") ? code.indexOf('\n') : -1;
    return code.substring(line + 1).strip();
  }

  /** Everything on one line, for a tool nothing is known about. */
  String shortly() {
    return json().isObject() && json().isEmpty() ? "" : raw.strip().replaceAll("\\s+", " ");
  }

  /** A JSON string's inside that may end anywhere. */
  private static String unquoted(String inside) {
    StringBuilder text = new StringBuilder(inside.length());
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      if (c != '\\' || i + 1 == inside.length()) {
        text.append(c);
        continue;
      }
      char escaped = inside.charAt(++i);
      switch (escaped) {
        case 'n' -> text.append('\n');
        case 't' -> text.append('\t');
        case 'r', 'b', 'f' -> text.append(' ');
        case 'u' -> {
          text.append(point(inside, i + 1));
          i = Math.min(inside.length() - 1, i + 4);
        }
        default -> text.append(escaped);
      }
    }
    return text.toString();
  }

  private static char point(String inside, int from) {
    String digits = inside.substring(from, Math.min(inside.length(), from + 4));
    return digits.toLowerCase(Locale.ROOT).matches("[0-9a-f]{4}")
        ? (char) Integer.parseInt(digits, 16)
        : '?';
  }
}
