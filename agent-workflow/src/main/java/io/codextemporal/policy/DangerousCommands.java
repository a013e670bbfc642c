package io.codextemporal.policy;

import java.util.List;
import java.util.Set;

/**
 * Recognises commands that destroy things: forced {@code rm} in every spelling, {@code find
 * -delete}, {@code shred}, {@code git clean -f}, {@code git reset --hard}, also below {@code sudo}
 * and other programs that run a program, and inside scripts that do not split plainly.
 *
 * <p>A guard against accidents, not against malice: a name that is computed is not seen.
 */
final class DangerousCommands {
  /** Deep enough for any script a person would write; beyond it a script counts as dangerous. */
  private static final int MAX_DEPTH = 8;

  /** Programs that run the program named by a later word. */
  private static final Set<String> RUNNERS =
      Set.of(
          "sudo",
          "doas",
          "command",
          "builtin",
          "exec",
          "env",
          "nice",
          "ionice",
          "nohup",
          "time",
          "timeout",
          "stdbuf",
          "setsid",
          "busybox",
          "xargs",
          "watch",
          "chroot",
          "unshare",
          "caffeinate");

  /** Runners that take a whole script as one word. */
  private static final Set<String> TAKE_SCRIPTS = Set.of("env", "watch");

  private static final Set<String> KEYWORDS =
      Set.of("if", "then", "else", "elif", "while", "until", "do", "!", "{", "(");
  private static final Set<String> SHELLS = Set.of("sh", "bash", "zsh", "dash", "ksh", "ash");
  private static final Set<String> FIND_RUNS = Set.of("-exec", "-execdir", "-ok", "-okdir");

  static boolean matches(List<String> words) {
    return matches(words, 0);
  }

  private static boolean matches(List<String> words, int depth) {
    if (depth > MAX_DEPTH) {
      return true;
    }
    int first = 0;
    while (first < words.size()
        && (KEYWORDS.contains(words.get(first)) || isAssignment(words.get(first)))) {
      first++;
    }
    if (first == words.size()) {
      return false;
    }
    String program = baseName(words.get(first));
    List<String> rest = words.subList(first + 1, words.size());
    if (RUNNERS.contains(program)) {
      return program.equals("xargs") && rest.stream().anyMatch(DangerousCommands::isRm)
          || TAKE_SCRIPTS.contains(program)
              && rest.stream().anyMatch(word -> word.contains(" ") && inScript(word, depth + 1))
          || anyTail(rest, depth);
    }
    if (SHELLS.contains(program)) {
      return rest.stream().anyMatch(word -> inScript(word, depth + 1));
    }
    return switch (program) {
      case "rm" -> forced(rest);
      case "shred" -> true;
      case "eval" -> inScript(String.join(" ", rest), depth + 1);
      case "find" -> finds(rest, depth);
      case "git" -> git(rest);
      default -> false;
    };
  }

  /** The program a runner runs begins at some later word; which one depends on its options. */
  private static boolean anyTail(List<String> words, int depth) {
    for (int i = 0; i < words.size(); i++) {
      String program = baseName(words.get(i));
      boolean nested = RUNNERS.contains(program);
      if (!nested && matches(words.subList(i, words.size()), depth + 1)) {
        return true;
      }
    }
    return words.stream().anyMatch(word -> baseName(word).equals("xargs"))
        && words.stream().anyMatch(DangerousCommands::isRm);
  }

  private static boolean finds(List<String> words, int depth) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals("-delete")) {
        return true;
      }
      if (FIND_RUNS.contains(words.get(i)) && i + 1 < words.size()) {
        List<String> run = words.subList(i + 1, words.size());
        if (isRm(run.getFirst()) || matches(run, depth + 1)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean git(List<String> words) {
    int clean = words.indexOf("clean");
    int reset = words.indexOf("reset");
    return clean >= 0 && forced(words.subList(clean + 1, words.size()))
        || reset >= 0 && words.subList(reset, words.size()).contains("--hard");
  }

  /** Whether an option before {@code --} forces. */
  private static boolean forced(List<String> words) {
    for (String word : words) {
      if (word.equals("--")) {
        return false;
      }
      if (word.startsWith("--") ? word.equals("--force") : word.matches("-[A-Za-z]*f[A-Za-z]*")) {
        return true;
      }
    }
    return false;
  }

  private static boolean inScript(String script, int depth) {
    return depth > MAX_DEPTH
        || RoughScript.commands(script).stream().anyMatch(words -> matches(words, depth));
  }

  private static boolean isRm(String word) {
    return baseName(word).equals("rm");
  }

  private static boolean isAssignment(String word) {
    return word.matches("(?s)[A-Za-z_][A-Za-z0-9_]*\\+?=.*");
  }

  private static String baseName(String word) {
    return word.substring(word.lastIndexOf('/') + 1);
  }

  private DangerousCommands() {}
}
