package io.codextemporal.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits any shell script into what looks like commands, to search it for dangerous ones.
 *
 * <p>Errs on the side of too many: substitutions and what stands in double quotes with a
 * substitution count as commands of their own; comments and here-documents are read as commands
 * too. Never used to find a script safe. Linear but for nested substitutions.
 */
final class RoughScript {
  private final List<List<String>> commands = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;

  static List<List<String>> commands(String script) {
    RoughScript rough = new RoughScript();
    rough.read(script);
    return rough.commands;
  }

  private void read(String script) {
    int at = 0;
    while (at < script.length()) {
      char c = script.charAt(at);
      switch (c) {
        case '\'' -> at = quotation(script, at, '\'');
        case '"' -> at = quotation(script, at, '"');
        case '\\' -> {
          at++;
          if (at < script.length() && script.charAt(at) != '\n') {
            append(script.charAt(at));
          }
        }
        case ' ', '\t', '\r' -> endWord();
        case '\n', ';', '&', '|', '(', ')', '`' -> endCommand();
        case '>', '<' -> endWord();
        case '$' -> at = dollar(script, at);
        default -> append(c);
      }
      at++;
    }
    endCommand();
  }

  /** Takes a quotation into the word; returns where its closing quote is. */
  private int quotation(String script, int at, char quote) {
    int end = at + 1;
    while (end < script.length() && script.charAt(end) != quote) {
      end += quote == '"' && script.charAt(end) == '\\' ? 2 : 1;
    }
    end = Math.min(end, script.length());
    String text = script.substring(at + 1, end);
    inWord = true;
    word.append(text);
    if (quote == '"' && (text.contains("$(") || text.contains("`"))) {
      commands.addAll(commands(text));
    }
    return end;
  }

  /** {@code $'…'} is a quotation and {@code $IFS} a gap; returns where what was read ends. */
  private int dollar(String script, int at) {
    char next = at + 1 < script.length() ? script.charAt(at + 1) : ' ';
    if (next == '\'' || next == '"') {
      return quotation(script, at + 1, next);
    }
    for (String gap : new String[] {"${IFS}", "$IFS"}) {
      if (script.startsWith(gap, at)) {
        endWord();
        return at + gap.length() - 1;
      }
    }
    append('$');
    return at;
  }

  private void append(char c) {
    inWord = true;
    word.append(c);
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
    }
    inWord = false;
    word.setLength(0);
  }

  private void endCommand() {
    endWord();
    if (!words.isEmpty()) {
      commands.add(words);
      words = new ArrayList<>();
    }
  }
}
