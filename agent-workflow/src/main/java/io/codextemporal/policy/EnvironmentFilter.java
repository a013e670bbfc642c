package io.codextemporal.policy;

import io.codextemporal.protocol.ToolSettings.EnvironmentPolicy;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides which variables a tool's process sees. Pure.
 *
 * <p>In order: what is inherited; names that look secret fall away unless the policy says
 * otherwise; excluded names; variables that are set; where only some are included, the rest. An
 * {@code inherit} that is not understood inherits nothing.
 */
public final class EnvironmentFilter {
  private static final Set<String> CORE =
      Set.of("HOME", "LOGNAME", "PATH", "SHELL", "USER", "USERNAME", "TMPDIR", "TEMP", "TMP");

  private static final List<String> SECRET = List.of("*KEY*", "*SECRET*", "*TOKEN*");

  /** Keys of ours, programs' configuration by environment, and what makes a shell run code. */
  private static final List<String> NEVER =
      List.of(
          "OPENAI_*",
          "TEMPORAL_*",
          "CODEX_TEMPORAL_*",
          "GIT_*",
          "LD_*",
          "DYLD_*",
          "GCONV_PATH",
          "BASH_ENV",
          "BASH_FUNC_*",
          "ENV",
          "SHELLOPTS",
          "BASHOPTS",
          "PROMPT_COMMAND",
          "PS4",
          "IFS",
          "ZDOTDIR",
          "FPATH",
          "RIPGREP_CONFIG_PATH",
          "LESSOPEN",
          "LESSCLOSE");

  private static final Map<String, String> FIXED =
      Map.of(
          "NO_COLOR", "1",
          "TERM", "dumb",
          "LANG", "C.UTF-8",
          "LC_ALL", "C.UTF-8",
          "PAGER", "cat",
          "GIT_PAGER", "cat",
          "GH_PAGER", "cat",
          "CODEX_CI", "1");

  /** The environment of a tool's process: filtered, without hooks, with the fixed variables. */
  public static Map<String, String> forTools(
      EnvironmentPolicy policy, Map<String, String> inherited) {
    Map<String, String> clean = new TreeMap<>(inherited);
    clean.keySet().removeIf(name -> matchesAny(NEVER, name) || !isName(name));
    Map<String, String> result = new TreeMap<>(filter(policy, clean));
    result.putAll(FIXED);
    return result;
  }

  /** Applies the policy and nothing else. */
  public static Map<String, String> filter(
      EnvironmentPolicy policy, Map<String, String> inherited) {
    Map<String, String> result = new TreeMap<>(inherited);
    switch (policy.inherit().toLowerCase(Locale.ROOT)) {
      case "all" -> {}
      case "core" -> result.keySet().retainAll(CORE);
      default -> result.clear();
    }
    if (!policy.ignoreDefaultExcludes()) {
      result.keySet().removeIf(name -> matchesAny(SECRET, name));
    }
    result.keySet().removeIf(name -> matchesAny(policy.exclude(), name));
    result.putAll(policy.set());
    if (!policy.includeOnly().isEmpty()) {
      result.keySet().removeIf(name -> !matchesAny(policy.includeOnly(), name));
    }
    return result;
  }

  private static boolean matchesAny(Collection<String> patterns, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return patterns.stream()
        .anyMatch(pattern -> NamePattern.matches(pattern.toLowerCase(Locale.ROOT), lower));
  }

  /** What a shell would accept as a name; others are functions in disguise or cannot be set. */
  private static boolean isName(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*");
  }

  private EnvironmentFilter() {}
}
