package io.codextemporal.activities.shell;

import io.codextemporal.config.SessionFiles;
import io.codextemporal.policy.EnvironmentFilter;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.protocol.ToolSettings.EnvironmentPolicy;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The environments that commands run in: that of the shell a session was started from, filtered,
 * and, for a login shell, with what the user's profile adds. A profile is run once for each
 * environment, not once a call. Thread-safe.
 */
public final class SessionEnvironments {
  /** Enough to find programs and the user's files when the session's own environment is gone. */
  private static final Set<String> LEAST = Set.of("HOME", "LOGNAME", "PATH", "SHELL", "USER", "TZ");

  private static final int MOST_PROFILES = 200;

  private final SessionFiles files;
  private final Map<String, String> own;
  private final ConcurrentMap<Profile, Map<String, String>> profiles = new ConcurrentHashMap<>();

  /**
   * @param own this process's environment; only a few names of it are ever used
   */
  public SessionEnvironments(SessionFiles files, Map<String, String> own) {
    this.files = files;
    Map<String, String> least = new TreeMap<>(own);
    least.keySet().retainAll(LEAST);
    this.own = Map.copyOf(least);
  }

  /** The environment of the session's shell, as its tools may see it. */
  public Map<String, String> of(ToolSettings settings) {
    String digest = settings.environmentDigest();
    Map<String, String> inherited = digest == null ? own : files.environment(digest).orElse(own);
    return usable(EnvironmentFilter.forTools(settings.environment(), inherited));
  }

  /** {@code plain} with what a login of {@code shell} makes of it. */
  Map<String, String> afterLogin(ToolSettings settings, String shell, Map<String, String> plain) {
    if (profiles.size() > MOST_PROFILES) {
      profiles.clear();
    }
    return profiles.computeIfAbsent(
        new Profile(shell, plain, settings.environment()), SessionEnvironments::login);
  }

  private static Map<String, String> login(Profile profile) {
    Map<String, String> captured = LoginShell.capture(profile.shell(), profile.plain());
    if (captured.isEmpty()) {
      return profile.plain();
    }
    EnvironmentPolicy policy = profile.policy();
    EnvironmentPolicy everything =
        new EnvironmentPolicy(
            "all",
            policy.ignoreDefaultExcludes(),
            policy.exclude(),
            policy.set(),
            policy.includeOnly());
    Map<String, String> result = new TreeMap<>(EnvironmentFilter.forTools(everything, captured));
    result.put("PATH", joined(result.get("PATH"), profile.plain().get("PATH")));
    return usable(result);
  }

  /** A profile may set the path anew; what the session's shell had is looked at last. */
  private static String joined(@Nullable String first, @Nullable String last) {
    Set<String> folders = new LinkedHashSet<>();
    for (String path : new String[] {first, last}) {
      if (path != null) {
        folders.addAll(List.of(path.split(":")));
      }
    }
    return String.join(":", folders);
  }

  /** A temporary folder that is gone is worse than none. */
  private static Map<String, String> usable(Map<String, String> environment) {
    Map<String, String> result = new TreeMap<>(environment);
    String folder = result.get("TMPDIR");
    if (folder != null && !isFolder(folder)) {
      result.remove("TMPDIR");
    }
    return Map.copyOf(result);
  }

  private static boolean isFolder(String path) {
    try {
      return Files.isDirectory(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private record Profile(String shell, Map<String, String> plain, EnvironmentPolicy policy) {}
}
