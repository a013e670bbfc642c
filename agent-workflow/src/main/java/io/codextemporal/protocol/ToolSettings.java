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
 * @param granular which questions may be asked, or null for all; counts under on-request only
 * @param excludeTmpdir whether workspace-write leaves the folder of TMPDIR out
 * @param excludeSlashTmp whether workspace-write leaves /tmp out
 * @param webSearch how the model may look at the web
 * @param outputTokens how much of a tool's output the model gets ({@code tool_output_token_limit}),
 *     or null for what the model's record says
 */
public record ToolSettings(
    String cwd,
    ApprovalMode approval,
    SandboxMode sandbox,
    boolean networkAccess,
    List<String> writableRoots,
    @Nullable String environmentDigest,
    EnvironmentPolicy environment,
    @Nullable GranularApproval granular,
    boolean excludeTmpdir,
    boolean excludeSlashTmp,
    WebSearch webSearch,
    @Nullable Long outputTokens) {
  public ToolSettings {
    writableRoots = List.copyOf(writableRoots);
    webSearch = webSearch == null ? WebSearch.OFF : webSearch; // What an older build wrote.
  }

  /** Settings that leave all that is seldom set as it is by default. */
  public ToolSettings(
      String cwd,
      ApprovalMode approval,
      SandboxMode sandbox,
      boolean networkAccess,
      List<String> writableRoots,
      @Nullable String environmentDigest,
      EnvironmentPolicy environment) {
    this(
        cwd,
        approval,
        sandbox,
        networkAccess,
        writableRoots,
        environmentDigest,
        environment,
        null,
        false,
        false,
        WebSearch.OFF,
        null);
  }

  /** The same with another look at the web. */
  public ToolSettings with(WebSearch web) {
    return new ToolSettings(
        cwd,
        approval,
        sandbox,
        networkAccess,
        writableRoots,
        environmentDigest,
        environment,
        granular,
        excludeTmpdir,
        excludeSlashTmp,
        web,
        outputTokens);
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
