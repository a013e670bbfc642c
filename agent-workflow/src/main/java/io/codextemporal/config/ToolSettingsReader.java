package io.codextemporal.config;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.GranularApproval;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.protocol.ToolSettings.EnvironmentPolicy;
import io.codextemporal.protocol.WebSearch;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a session's tools may do, of the configuration and the command line. */
final class ToolSettingsReader {
  static ToolSettings read(
      Config config, SessionFlags flags, Path cwd, ApprovalMode approval, SandboxMode sandbox) {
    Set<String> roots = new LinkedHashSet<>();
    Stream.concat(
            config.texts("sandbox_workspace_write", "writable_roots").stream().map(Path::of),
            flags.addDirs().stream())
        .map(path -> cwd.resolve(path).normalize().toString())
        .forEach(roots::add);
    return new ToolSettings(
        cwd.toString(),
        flags.approval() == null ? approvalMode(config).orElse(approval) : flags.approval(),
        flags.sandbox() == null ? sandboxMode(config).orElse(sandbox) : flags.sandbox(),
        config.flag("sandbox_workspace_write", "network_access").orElse(false),
        List.copyOf(roots),
        null,
        environmentPolicy(config),
        flags.approval() == null ? granular(config) : null,
        config.flag("sandbox_workspace_write", "exclude_tmpdir_env_var").orElse(false),
        config.flag("sandbox_workspace_write", "exclude_slash_tmp").orElse(false),
        WebSearch.OFF,
        config.number("tool_output_token_limit").orElse(null));
  }

  private static Optional<ApprovalMode> approvalMode(Config config) {
    if (!config.has("approval_policy")) {
      return Optional.empty();
    }
    if (config.has("approval_policy", "granular")) {
      return Optional.of(ApprovalMode.ON_REQUEST);
    }
    String text = config.text("approval_policy").orElse("");
    return Optional.of(
        SettingsLoader.approvalMode(text)
            .orElseThrow(() ->
                SettingsLoader.unknown(
                    config, "approval_policy", text, "untrusted, on-request or never")));
  }

  private static @Nullable GranularApproval granular(Config config) {
    if (!config.has("approval_policy", "granular")) {
      return null;
    }
    return new GranularApproval(
        asked(config, "sandbox_approval"),
        asked(config, "rules"),
        asked(config, "mcp_elicitations"),
        asked(config, "request_permissions"),
        asked(config, "skill_approval"));
  }

  private static boolean asked(Config config, String kind) {
    return config.flag("approval_policy", "granular", kind).orElse(false);
  }

  private static Optional<SandboxMode> sandboxMode(Config config) {
    return config
        .text("sandbox_mode")
        .map(text ->
            SettingsLoader.sandboxMode(text)
                .orElseThrow(() ->
                    SettingsLoader.unknown(
                        config,
                        "sandbox_mode",
                        text,
                        "read-only, workspace-write or danger-full-access")));
  }

  private static EnvironmentPolicy environmentPolicy(Config config) {
    String inherit = config.text("shell_environment_policy", "inherit").orElse("all");
    if (!Set.of("all", "core", "none").contains(inherit)) {
      throw SettingsLoader.unknown(
          config, "shell_environment_policy.inherit", inherit, "all, core or none");
    }
    return new EnvironmentPolicy(
        inherit,
        config.flag("shell_environment_policy", "ignore_default_excludes").orElse(false),
        config.texts("shell_environment_policy", "exclude"),
        config.textTable("shell_environment_policy", "set"),
        config.texts("shell_environment_policy", "include_only"));
  }

  private ToolSettingsReader() {}
}
