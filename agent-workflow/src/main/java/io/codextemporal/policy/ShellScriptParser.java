package io.codextemporal.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the plain subset of sh, bash and zsh; whatever the three might read differently is not
 * plain.
 *
 * <p>Words are literal text, single quotes, double quotes without expansion, and concatenations of
 * these. Redirects, groups, expansions, escapes, background, assignments, comments, control flow
 * and control characters are not plain. Linear in the script's length.
 */
public final class ShellScriptParser {
  private static final Set<String> RESERVED =
      Set.of(
          "if",
          "then",
          "else",
          "elif",
          "fi",
          "for",
          "while",
          "until",
          "do",
          "done",
          "case",
          "esac",
          "select",
          "function",
          "time",
          "in",
          "coproc",
          "repeat",
          "foreach",
          "end",
          "always",
          "nocorrect",
          "noglob",
          "[[",
          "]]");
  private static final Pattern ASSIGNMENT =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\[[^]]*])?\\+?=.*", Pattern.DOTALL);

  /** What a program's name may be made of outside quotes. */
  private static final Pattern NAME = Pattern.compile("(?!-)[A-Za-z0-9_./~+:,\\x80-\\x{10ffff}-]*");

  private final String script;
  private int at;
  private final List<ShellScript.SimpleCommand> commands = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private ShellScript.Patterns patterns = ShellScript.Patterns.NONE;

  /** Whether a command must follow: after {@code && || |}. */
  private boolean open;

  private ShellScriptParser(String script) {
    this.script = script;
  }

  /** Splits a script into its simple commands, or says why it does not split. */
  public static ShellScript parse(String script) {
    try {
      return new ShellScriptParser(script).commands();
    } catch (NotPlainException e) {
      return new ShellScript.NotPlain(e.why);
    }
  }

  private ShellScript commands() throws NotPlainException {
    while (at < script.length()) {
      char c = script.charAt(at);
      if (c == ' ' || c == '\t') {
        at++;
      } else if (c == '\n') {
        at++;
        endLine();
      } else if (c == ';' || c == '|' || c == '&') {
        operator(c);
      } else {
        word();
      }
    }
    endLine();
    if (open) {
      throw new NotPlainException("ends where a command must follow");
    }
    return commands.isEmpty()
        ? new ShellScript.NotPlain("holds no command")
        : new ShellScript.Plain(commands);
  }

  private void operator(char c) throws NotPlainException {
    boolean doubled = at + 1 < script.length() && script.charAt(at + 1) == c;
    if (c == '&' && !doubled) {
      throw new NotPlainException("runs in the background");
    }
    if (words.isEmpty()) {
      throw new NotPlainException("lacks a command before " + c);
    }
    at += doubled ? 2 : 1;
    if (c == ';' && doubled || at < script.length() && c == '|' && script.charAt(at) == '&') {
      throw new NotPlainException("holds an operator that is not plain");
    }
    endCommand();
    open = c != ';';
  }

  /** A newline ends a command; after an operator that wants another it is only a gap. */
  private void endLine() {
    if (!words.isEmpty()) {
      endCommand();
    }
  }

  private void endCommand() {
    commands.add(new ShellScript.SimpleCommand(words, patterns));
    words.clear();
    patterns = ShellScript.Patterns.NONE;
    open = false;
  }

  private void word() throws NotPlainException {
    StringBuilder text = new StringBuilder();
    int begin = at;
    boolean pattern = false;
    while (at < script.length() && !isBreak(script.charAt(at))) {
      char c = script.charAt(at);
      if (c == '\'' || c == '"') {
        quotation(c, text);
      } else {
        pattern |= bare(c, at == begin);
        text.append(c);
        at++;
      }
    }
    if (pattern) {
      patterns = stronger(patterns, begin);
    }
    if (script.charAt(begin) == '~' && begin + 1 < at && script.charAt(begin + 1) != '/') {
      throw new NotPlainException("expands ~");
    }
    if (words.isEmpty()) {
      program(script.substring(begin, at));
    }
    words.add(text.toString());
  }

  /** The word that names the program must not be one that shells or readers take for more. */
  private static void program(String raw) throws NotPlainException {
    int bare = 0;
    while (bare < raw.length() && raw.charAt(bare) != '\'' && raw.charAt(bare) != '"') {
      bare++;
    }
    String head = raw.substring(0, bare);
    if (RESERVED.contains(head)) {
      throw new NotPlainException("uses " + head);
    }
    if (ASSIGNMENT.matcher(raw).matches()) {
      throw new NotPlainException("sets a variable");
    }
    if (!NAME.matcher(head).matches()) {
      throw new NotPlainException("begins a command with " + head);
    }
  }

  private static boolean isBreak(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == ';' || c == '|' || c == '&';
  }

  private void quotation(char quote, StringBuilder text) throws NotPlainException {
    int end = script.indexOf(quote, at + 1);
    if (end < 0) {
      throw new NotPlainException("has a quote that does not end");
    }
    for (int i = at + 1; i < end; i++) {
      char c = script.charAt(i);
      if (quote == '"' && (c == '$' || c == '`' || c == '\\')) {
        throw new NotPlainException("expands " + c + " in quotes");
      }
      if (c != '\n' && c != '\t') {
        visible(c);
      }
      text.append(c);
    }
    at = end + 1;
  }

  /** A pattern whose first character may be replaced may become anything, options among them. */
  private ShellScript.Patterns stronger(ShellScript.Patterns before, int begin) {
    boolean anchored = "*?[=~-'\"".indexOf(script.charAt(begin)) < 0;
    return before == ShellScript.Patterns.WILD || !anchored
        ? ShellScript.Patterns.WILD
        : ShellScript.Patterns.ANCHORED;
  }

  /** Whether the shell may replace the word for this character's sake. */
  private static boolean bare(char c, boolean first) throws NotPlainException {
    return switch (c) {
      case '$', '`', '\\', '>', '<', '(', ')', '{', '}', '!', '^' ->
          throw new NotPlainException("uses " + c);
      case '#' -> {
        if (first) {
          throw new NotPlainException("has a comment");
        }
        yield false;
      }
      case '*', '?', '[', ']' -> true;
      case '=' -> first;
      default -> {
        visible(c);
        yield false;
      }
    };
  }

  /** Characters that a screen hides or that a person reads as a gap are never plain. */
  private static void visible(char c) throws NotPlainException {
    int type = Character.getType(c);
    boolean gap = Character.isSpaceChar(c) && c != ' ';
    // Tags and variation selectors of the higher planes hide as well as their lower kin.
    boolean hidden = c >= 0xDB40 && c <= 0xDB7F;
    if (Character.isISOControl(c) || type == Character.FORMAT || gap || hidden) {
      throw new NotPlainException(String.format("holds the character U+%04X", (int) c));
    }
  }

  private static final class NotPlainException extends Exception {
    private static final long serialVersionUID = 1;
    private final String why;

    NotPlainException(String why) {
      super(why, null, false, false);
      this.why = why;
    }
  }
}
