package io.codextemporal.activities.repl;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What the model wrote: JavaScript, and how long it may take by the line above it ({@code //
 * codex-js-repl: timeout_ms=15000}). Pure.
 */
record Cell(String code, Duration timeout) {
  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  private static final String PRAGMA = "// codex-js-repl:";
  private static final String TIMEOUT = "timeout_ms";

  /** It is no cell; the message says why, to the model. */
  static final class BadCellException extends Exception {
    private static final long serialVersionUID = 1;

    BadCellException(String message) {
      super(message);
    }

    String what() {
      return String.valueOf(getMessage());
    }
  }

  static Cell parse(String input) throws BadCellException {
    String text = input.strip();
    if (text.isEmpty()) {
      throw new BadCellException("js_repl expects raw JavaScript tool input (non-empty)");
    }
    if (text.startsWith("```")) {
      throw new BadCellException(
          "js_repl expects raw JavaScript source, not markdown code fences. Write the code itself.");
    }
    if (isJson(text)) {
      throw new BadCellException(
          "js_repl is a freeform tool and expects raw JavaScript source. Write the code itself, not"
              + " JSON, quotes or fences around it.");
    }
    String start = input.stripLeading();
    if (!start.startsWith(PRAGMA)) {
      return new Cell(input, DEFAULT_TIMEOUT);
    }
    int end = start.indexOf('\n');
    String line = (end < 0 ? start : start.substring(0, end)).substring(PRAGMA.length()).strip();
    String code = end < 0 ? "" : start.substring(end + 1);
    Duration timeout = timeout(line);
    if (code.isBlank()) {
      throw new BadCellException(
          "js_repl pragma must be followed by JavaScript source on subsequent lines");
    }
    return new Cell(code, timeout);
  }

  /** Its first line, for people. */
  String title() {
    String line = code.lines().filter(one -> !one.isBlank()).findFirst().orElse("").strip();
    return line.length() <= 120 ? line : line.substring(0, 119) + "…";
  }

  private static Duration timeout(String words) throws BadCellException {
    Map<String, String> given = new HashMap<>();
    for (String word : words.split("\\s+")) {
      if (word.isEmpty()) {
        continue;
      }
      String[] parts = word.split("=", 2);
      if (!parts[0].equals(TIMEOUT)) {
        throw new BadCellException(
            "js_repl pragma only supports timeout_ms; got `" + parts[0] + "`");
      }
      if (given.putIfAbsent(TIMEOUT, parts.length == 2 ? parts[1] : "") != null) {
        throw new BadCellException("js_repl pragma specifies timeout_ms more than once");
      }
    }
    String value = given.get(TIMEOUT);
    if (value == null) {
      return DEFAULT_TIMEOUT;
    }
    if (!value.matches("[0-9]{1,18}")) {
      throw new BadCellException(
          "js_repl pragma timeout_ms must be an integer; got `" + value + "`");
    }
    return Duration.ofMillis(Long.parseLong(value));
  }

  /** An argument object or a quoted text: what a model writes that takes this for a function. */
  private static boolean isJson(String text) {
    return text.matches("(?s)\\{\\s*\"(code|input|source|javascript|js)\"\\s*:.*\\}")
        || text.matches("(?s)\"([^\"\\\\\\n]|\\\\.)*\"") && text.contains("\\n");
  }
}
