package io.codextemporal.policy;

import io.codextemporal.policy.ShellScript.Patterns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Judges a command by its argument vector and what the machine says about the place. Pure.
 *
 * <p>Only {@code [bash|zsh|sh, -c|-lc, SCRIPT]} is looked into; a script is safe when it splits
 * plainly and each of its commands is. What is not certainly safe is unknown, what looks
 * destructive is dangerous. Linear in the command's length.
 */
public final class CommandSafety {
  private static final Set<String> SHELLS = Set.of("bash", "zsh", "sh");
  private static final Set<String> FOLDERS = Set.of("", "/bin/", "/usr/bin/");
  private static final Set<String> RUN_SCRIPT = Set.of("-c", "-lc");

  public static Safety judge(List<String> command, Whereabouts where) {
    if (command.isEmpty()) {
      return Safety.UNKNOWN;
    }
    if (DangerousCommands.matches(command)) {
      return Safety.DANGEROUS;
    }
    if (!runsScript(command)) {
      return safety(SafeCommands.matches(command, Patterns.NONE, where));
    }
    if (!where.isSystemProgram(command.get(0))) {
      return Safety.UNKNOWN;
    }
    return switch (ShellScriptParser.parse(command.get(2))) {
      case ShellScript.Plain plain ->
          safety(safe(plain.commands(), where).stream().allMatch(one -> one));
      case ShellScript.NotPlain notPlain -> Safety.UNKNOWN;
    };
  }

  /** For each command of a plain script whether it certainly reads only, wherever it then is. */
  static List<Boolean> safe(List<ShellScript.SimpleCommand> commands, Whereabouts where) {
    List<Boolean> safe = new ArrayList<>();
    Whereabouts here = where;
    for (ShellScript.SimpleCommand command : commands) {
      safe.add(SafeCommands.matches(command.words(), command.patterns(), here));
      if (command.words().getFirst().equals("cd")) {
        // A pattern, an option or no folder at all: "-" stands for wherever that leads.
        boolean known = command.words().size() == 2 && command.patterns() == Patterns.NONE;
        here = here.in(known ? command.words().get(1) : "-");
      }
    }
    return safe;
  }

  /** Whether this is a known shell that runs one script: exactly three words. */
  public static boolean runsScript(List<String> command) {
    if (command.size() != 3 || !RUN_SCRIPT.contains(command.get(1))) {
      return false;
    }
    String shell = command.get(0);
    int name = shell.lastIndexOf('/') + 1;
    return SHELLS.contains(shell.substring(name)) && FOLDERS.contains(shell.substring(0, name));
  }

  private static Safety safety(boolean safe) {
    return safe ? Safety.SAFE : Safety.UNKNOWN;
  }

  private CommandSafety() {}
}
