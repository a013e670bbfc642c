package io.codextemporal.policy;

import java.util.List;
import java.util.Set;

/**
 * Judges a command by its argument vector alone. Pure.
 *
 * <p>Only {@code [bash|zsh|sh, -c|-lc, SCRIPT]} is looked into; a script is safe when it splits
 * plainly and each of its commands is. Programs match by bare name, never by path: {@code ./ls} is
 * unknown. What is not certainly safe is unknown, what looks destructive is dangerous.
 */
public final class CommandSafety {
  private static final Set<String> SHELLS = Set.of("bash", "zsh", "sh");
  private static final Set<String> RUN_SCRIPT = Set.of("-c", "-lc");

  public static Safety judge(List<String> command) {
    if (command.isEmpty()) {
      return Safety.UNKNOWN;
    }
    if (DangerousCommands.matches(command)) {
      return Safety.DANGEROUS;
    }
    if (!runsScript(command)) {
      return SafeCommands.matches(command) ? Safety.SAFE : Safety.UNKNOWN;
    }
    return switch (ShellScriptParser.parse(command.get(2))) {
      case ShellScript.Plain plain ->
          plain.commands().stream().allMatch(CommandSafety::safe) ? Safety.SAFE : Safety.UNKNOWN;
      case ShellScript.NotPlain notPlain -> Safety.UNKNOWN;
    };
  }

  /** Whether this is a shell that runs one script: exactly three words. */
  public static boolean runsScript(List<String> command) {
    return command.size() == 3
        && SHELLS.contains(command.get(0))
        && RUN_SCRIPT.contains(command.get(1));
  }

  /** A pattern may turn into words nobody has seen, options among them. */
  private static boolean safe(ShellScript.SimpleCommand command) {
    return !command.patterns() && SafeCommands.matches(command.words());
  }

  private CommandSafety() {}
}
