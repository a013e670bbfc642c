package io.codextemporal.activities.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a wrapper that waits is told: shell text that makes it what it would be had it been started
 * with this environment, folder and command line. Pure.
 *
 * <p>It is one compound command, so that a shell that gets only a part of it does nothing.
 */
final class StartScript {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*|_[A-Za-z0-9_]+");

  /** Names by which a shell works or that it does not let be set. */
  private static final Set<String> SHELLS_OWN =
      Set.of(
          "IFS",
          "OPTIND",
          "LINENO",
          "PPID",
          "UID",
          "EUID",
          "GROUPS",
          "FUNCNAME",
          "DIRSTACK",
          "SHELLOPTS",
          "RANDOM",
          "SECONDS",
          "HISTCMD",
          "ENV",
          "PS4");

  /**
   * Empty when a shell cannot be told: a start from nothing is needed then.
   *
   * @param arguments of the wrapper, the command's line at their end
   */
  static Optional<String> of(
      Path entry, Path cwd, Map<String, String> environment, List<String> arguments) {
    boolean sayable =
        environment.keySet().stream().allMatch(StartScript::canBeSet)
            && environment.values().stream().noneMatch(StartScript::hasNul)
            && arguments.stream().noneMatch(StartScript::hasNul)
            && !hasNul(cwd.toString());
    return sayable && cwd.isAbsolute()
        ? Optional.of(text(entry, cwd, new TreeMap<>(environment), arguments))
        : Optional.empty();
  }

  private static String text(
      Path entry, Path cwd, TreeMap<String, String> environment, List<String> arguments) {
    StringBuilder text = new StringBuilder("{\n_ct_entry=").append(quoted(entry.toString()));
    text.append("\n_ct_cwd=").append(quoted(cwd.toString()));
    text.append("\nset --");
    arguments.forEach(argument -> text.append(' ').append(quoted(argument)));
    text.append("\n_ct_enter() {\n");
    String before = environment.remove("OLDPWD");
    environment.forEach((name, value) ->
        text.append("export ").append(name).append('=').append(quoted(value)).append('\n'));
    // Changing the folder corrects PWD, as a shell does that is started in it.
    text.append("cd -- \"$_ct_cwd\" || return\nunset OLDPWD\n");
    if (before != null) {
      text.append("export OLDPWD=").append(quoted(before)).append('\n');
    }
    return text.append("}\n_ct_told=yes\n}\n").toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static boolean canBeSet(String name) {
    return NAME.matcher(name).matches()
        && !SHELLS_OWN.contains(name)
        && !name.startsWith("BASH")
        && !name.startsWith("_ct_");
  }

  private static boolean hasNul(String text) {
    return text.indexOf('\0') >= 0;
  }

  private StartScript() {}
}
