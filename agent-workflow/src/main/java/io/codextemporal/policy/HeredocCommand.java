package io.codextemporal.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A script that is one command with redirections, here-documents among them.
 *
 * @param words of the command, without its redirections
 * @param files whether a redirection names a file
 */
record HeredocCommand(List<String> words, boolean files) {

  /** The one command, or empty where the script is anything else. */
  static Optional<HeredocCommand> of(String script) {
    return Optional.ofNullable(new Reader(script).read());
  }

  private record Document(String end, boolean literal, boolean tabs) {}

  private static final class Reader {
    private final String script;
    private final StringBuilder command = new StringBuilder();
    private final List<Document> documents = new ArrayList<>();
    private boolean files;
    private int at;

    Reader(String script) {
      this.script = script;
    }

    @Nullable HeredocCommand read() {
      while (at < script.length() && script.charAt(at) != '\n') {
        char c = script.charAt(at);
        boolean understood =
            switch (c) {
              case '\'', '"' -> quotation(c);
              case '<', '>' -> redirection();
              default -> {
                command.append(c);
                at++;
                yield true;
              }
            };
        if (!understood) {
          return null;
        }
      }
      boolean redirected = files || !documents.isEmpty();
      return redirected
              && bodiesEnd()
              && ShellScriptParser.parse(command.toString()) instanceof ShellScript.Plain plain
              && plain.commands().size() == 1
          ? new HeredocCommand(plain.commands().getFirst().words(), files)
          : null;
    }

    private boolean quotation(char quote) {
      int end = script.indexOf(quote, at + 1);
      if (end < 0) {
        return false;
      }
      command.append(script, at, end + 1);
      at = end + 1;
      return true;
    }

    /** Takes an operator with its word; a digit just before it belongs to it. */
    private boolean redirection() {
      int digit = command.length() - 1;
      if (digit > 0
          && Character.isDigit(command.charAt(digit))
          && command.charAt(digit - 1) == ' ') {
        command.setLength(digit);
      }
      boolean document = script.startsWith("<<", at);
      if (document && script.startsWith("<<<", at)) {
        return false;
      }
      boolean tabs = document && script.startsWith("<<-", at);
      at += tabs ? 3 : document || script.startsWith(">>", at) ? 2 : 1;
      command.append(' ');
      while (at < script.length() && script.charAt(at) == ' ') {
        at++;
      }
      String raw = rawWord();
      if (raw.isEmpty()
          || !(ShellScriptParser.parse("x " + raw) instanceof ShellScript.Plain plain)
          || plain.commands().getFirst().words().size() != 2) {
        return false;
      }
      String word = plain.commands().getFirst().words().get(1);
      if (document) {
        documents.add(new Document(word, !raw.equals(word), tabs));
      } else {
        files = true;
      }
      return true;
    }

    private String rawWord() {
      int begin = at;
      while (at < script.length() && " \t\n<>|&;()".indexOf(script.charAt(at)) < 0) {
        char c = script.charAt(at);
        int end = c == '\'' || c == '"' ? script.indexOf(c, at + 1) : at;
        at = end < 0 ? script.length() : end + 1;
      }
      return script.substring(begin, at);
    }

    /** Every document ends, expands nothing, and nothing follows the last. */
    private boolean bodiesEnd() {
      for (Document document : documents) {
        boolean ended = false;
        while (!ended && at < script.length()) {
          int begin = at + 1;
          int end = script.indexOf('\n', begin);
          String line =
              script.substring(Math.min(begin, script.length()), end < 0 ? script.length() : end);
          at = end < 0 ? script.length() : end;
          String told = document.tabs() ? line.replaceFirst("^\t+", "") : line;
          ended = told.equals(document.end());
          if (!ended && !document.literal() && (line.contains("$") || line.contains("`"))) {
            return false;
          }
        }
        if (!ended) {
          return false;
        }
      }
      return script.substring(at).isBlank();
    }
  }
}
