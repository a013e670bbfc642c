package io.codextemporal.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a session's tools may do and where. Every tool call carries it.
 *
 * @param cwd absolute path of the workspace folder
 * @param environmentDigest names the environment file the client left on the machine, or null
 * @param environment the {@code [shell_environment_policy]} in force
 */
public record ToolSettings(
    String cwd,
    ApprovalMode approval,
    SandboxMode sandbox,
    boolean networkAccess,
    List<String> writableRoots,
    @Nullable String environmentDigest,
    EnvironmentPolicy environment) {
  public ToolSettings {
    writableRoots = List.copyOf(writableRoots);
  }

  /** {@code inherit} is all, core or none; patterns are case-insensitive globs with * and ?. */
  public record EnvironmentPolicy(
      String inherit,
      boolean ignoreDefaultExcludes,
      List<String> exclude,
      Map<String, String> set,
      List<String> includeOnly) {
    public static final EnvironmentPolicy DEFAULT =
        new EnvironmentPolicy("all", false, List.of(), Map.of(), List.of());

    public EnvironmentPolicy {
      exclude = List.copyOf(exclude);
      set = Map.copyOf(set);
      includeOnly = List.copyOf(includeOnly);
    }
  }
}
