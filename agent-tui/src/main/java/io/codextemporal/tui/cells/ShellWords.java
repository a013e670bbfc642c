package io.codextemporal.tui.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A simple pipeline as words: quotes are taken off, and anything that is more than words and pipes
 * (a redirection, a substitution, a list) makes it none. For telling only, never for judging.
 */
final class ShellWords {
  private static final String MORE = "><&;`$\n\r(){}\\#*?~![";

  private final String script;
  private final List<List<String>> commands = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;

  private ShellWords(String script) {
    this.script = script;
  }

  /** The commands of the pipeline, each with at least one word. */
  static Optional<List<List<String>>> of(String script) {
    ShellWords reading = new ShellWords(withoutFolder(script.strip()));
    return reading.read() ? Optional.of(reading.commands) : Optional.empty();
  }

  /** Behind {@code cd somewhere &&}, which only says where. */
  private static String withoutFolder(String script) {
    int list = script.startsWith("cd ") ? script.indexOf(" && ") : -1;
    return list > 0 && !script.substring(3, list).strip().contains(" ")
        ? script.substring(list + 4).strip()
        : script;
  }

  private boolean read() {
    for (int i = 0; i < script.length(); i++) {
      char c = script.charAt(i);
      if (c == '\'' || c == '"') {
        int end = script.indexOf(c, i + 1);
        String inside = end < 0 ? "" : script.substring(i + 1, end);
        if (end < 0 || c == '"' && inside.chars().anyMatch(at -> "$`\\!".indexOf(at) >= 0)) {
          return false;
        }
        word.append(inside);
        inWord = true;
        i = end;
      } else if (c == ' ' || c == '\t') {
        endWord();
      } else if (c == '|') {
        endWord();
        if (!endCommand()) {
          return false;
        }
      } else if (MORE.indexOf(c) >= 0 && !isPattern(c)) {
        return false;
      } else {
        word.append(c);
        inWord = true;
      }
    }
    endWord();
    return endCommand();
  }

  /** Characters that only name several files. */
  private static boolean isPattern(char c) {
    return c == '*' || c == '?' || c == '~' || c == '[';
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
    }
    word.setLength(0);
    inWord = false;
  }

  private boolean endCommand() {
    if (words.isEmpty()) {
      return false;
    }
    commands.add(words);
    words = new ArrayList<>();
    return true;
  }
}
