package io.codextemporal.policy;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises commands that destroy things: forced {@code rm} in every spelling, {@code find
 * -delete}, {@code shred}, {@code git clean -f}, {@code git reset --hard}, also below {@code sudo}
 * and other programs that run a program, and inside scripts that do not split plainly.
 *
 * <p>A guard against accidents, not against malice: a name that is computed is not seen. One pass
 * over the words; what is nested deeper than any person would write counts as dangerous.
 */
final class DangerousCommands {
  private static final int MAX_DEPTH = 8;

  /** Programs that run the program named by a later word; which word depends on their options. */
  private static final Set<String> RUNNERS =
      Set.of(
          "sudo",
          "doas",
          "pkexec",
          "su",
          "runuser",
          "command",
          "builtin",
          "exec",
          "env",
          "nice",
          "ionice",
          "chrt",
          "taskset",
          "numactl",
          "nohup",
          "time",
          "timeout",
          "stdbuf",
          "setsid",
          "setpriv",
          "flock",
          "script",
          "busybox",
          "toybox",
          "xargs",
          "parallel",
          "entr",
          "watch",
          "chroot",
          "unshare",
          "nsenter",
          "bwrap",
          "firejail",
          "strace",
          "ltrace",
          "perf",
          "fd",
          "fdfind",
          "coproc",
          "caffeinate",
          "ssh",
          "eval");

  private static final Set<String> KEYWORDS =
      Set.of("if", "then", "else", "elif", "while", "until", "do", "!", "{", "(");
  private static final Set<String> SHELLS = Set.of("sh", "bash", "zsh", "dash", "ksh", "ash");
  private static final Set<String> FIND_RUNS = Set.of("-exec", "-execdir", "-ok", "-okdir");
  private static final Pattern ASSIGNMENT =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\+?=.*", Pattern.DOTALL);

  private final int depth;

  /** How many characters were read so far in all depths; one counter for a whole judgement. */
  private final long[] read;

  /** Whether any later word may be the program that runs. */
  private boolean anyProgram;

  /** Whether a later word may be a script. */
  private boolean anyScript;

  private boolean xargs;
  private boolean rm;
  private boolean git;
  private boolean gitClean;
  private boolean gitReset;
  private boolean find;

  private DangerousCommands(int depth, long[] read) {
    this.depth = depth;
    this.read = read;
  }

  static boolean matches(List<String> words) {
    return matches(words, 0, new long[1]);
  }

  /** What a judgement of these words costs, in characters read. */
  static long effort(List<String> words) {
    long[] read = new long[1];
    matches(words, 0, read);
    return read[0];
  }

  private static boolean matches(List<String> words, int depth, long[] read) {
    List<String> program = program(words);
    return !program.isEmpty()
        && (depth > MAX_DEPTH || new DangerousCommands(depth, read).destroys(program));
  }

  /** The words from the program's name on: without keywords and assignments before it. */
  static List<String> program(List<String> words) {
    int first = 0;
    while (first < words.size()
        && (KEYWORDS.contains(words.get(first))
            || ASSIGNMENT.matcher(words.get(first)).matches())) {
      first++;
    }
    return words.subList(first, words.size());
  }

  private boolean destroys(List<String> words) {
    if (words.getFirst().equals("eval")) {
      return inScript(String.join(" ", words.subList(1, words.size())));
    }
    boolean program = true;
    for (String word : words) {
      if (argument(word) || program && program(baseName(word)) || anyScript && holds(word)) {
        return true;
      }
      program = anyProgram || find && FIND_RUNS.contains(word);
      anyProgram |= find && FIND_RUNS.contains(word);
    }
    return false;
  }

  /** Takes note of a program that runs; true where it is dangerous whatever follows. */
  private boolean program(String name) {
    switch (name) {
      case "rm" -> rm = true;
      case "git" -> git = true;
      case "find" -> find = true;
      case "xargs", "parallel" -> xargs = true;
      default -> {}
    }
    boolean shell = SHELLS.contains(name);
    anyScript |= shell || RUNNERS.contains(name);
    anyProgram |= RUNNERS.contains(name);
    // Neither what is fed to it nor what is found can be seen.
    return name.equals("shred") || rm && (xargs || find);
  }

  private boolean argument(String word) {
    if (word.equals("--")) {
      rm = false;
      gitClean = false;
      return false;
    }
    boolean danger =
        (rm || gitClean) && forces(word)
            || gitReset && word.equals("--hard")
            || find && word.equals("-delete");
    gitClean |= git && word.equals("clean");
    gitReset |= git && word.equals("reset");
    return danger;
  }

  private static boolean forces(String word) {
    if (word.startsWith("--")) {
      return word.length() > 2 && "--force".startsWith(word);
    }
    return word.startsWith("-")
        && word.indexOf('f') > 0
        && word.chars().skip(1).allMatch(Character::isLetter);
  }

  /** A word that may be a script of its own, or an option with one. */
  private boolean holds(String word) {
    int begin = word.startsWith("--") ? word.indexOf('=') + 1 : word.startsWith("-") ? 2 : 0;
    return word.length() > begin + 2 && hasGap(word) && inScript(word.substring(begin));
  }

  /** One word alone destroys nothing: what does has an option, or says what. */
  private static boolean hasGap(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (Character.isWhitespace(word.charAt(i))) {
        return true;
      }
    }
    return word.contains("IFS");
  }

  private boolean inScript(String script) {
    read[0] += script.length();
    return depth >= MAX_DEPTH
        ? RoughScript.commands(script).stream().anyMatch(words -> words.size() > 1)
        : RoughScript.commands(script).stream().anyMatch(words -> matches(words, depth + 1, read));
  }

  private static String baseName(String word) {
    return word.substring(word.lastIndexOf('/') + 1);
  }
}
