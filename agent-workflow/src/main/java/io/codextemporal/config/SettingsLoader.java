package io.codextemporal.config;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.ModelSettings;
import io.codextemporal.protocol.ProviderSettings;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionLimits;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.protocol.ToolSettings.EnvironmentPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a session's settings of the configuration and the command line. */
public final class SettingsLoader {
  /** The model when nobody names one. */
  public static final String DEFAULT_MODEL = "gpt-5.5";

  private final Places places;
  private final Map<String, String> environment;

  /** {@code environment} is the client's own. */
  public SettingsLoader(Places places, Map<String, String> environment) {
    this.places = places;
    this.environment = Map.copyOf(environment);
  }

  /**
   * @param cwd the session's folder, absolute and real
   * @param approval what holds when neither configuration nor command line says
   * @param sandbox likewise
   * @throws ConfigException when something does not parse or makes no sense
   */
  public LoadedSettings load(
      SessionFlags flags, Path cwd, ApprovalMode approval, SandboxMode sandbox) {
    Config config = ConfigLayers.load(places, cwd, flags.profile(), flags.overrides());
    SessionSettings settings =
        new SessionSettings(
            model(config, flags),
            tools(config, flags, cwd, approval, sandbox),
            limits(config),
            config.text("developer_instructions").orElse(""));
    return new LoadedSettings(settings, config, config.warnings());
  }

  private ModelSettings model(Config config, SessionFlags flags) {
    String id = providerId(config, flags);
    ProviderSettings provider = Providers.find(config, environment, id);
    String model =
        Optional.ofNullable(flags.model()).or(() -> config.text("model")).orElse(DEFAULT_MODEL);
    return new ModelSettings(
        model,
        provider,
        config.text("model_reasoning_effort").orElse(null),
        config.text("model_reasoning_summary").orElse(null),
        config.text("model_verbosity").orElse(null));
  }

  private static String providerId(Config config, SessionFlags flags) {
    if (flags.localProvider() != null) {
      return flags.localProvider();
    }
    return flags.oss()
        ? config.text("oss_provider").orElse("ollama")
        : config.text("model_provider").orElse("openai");
  }

  private ToolSettings tools(
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
        environmentPolicy(config));
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
        approvalMode(text)
            .orElseThrow(
                () -> unknown(config, "approval_policy", text, "untrusted, on-request or never")));
  }

  /** The mode of that name; {@code on-failure} counts as on-request. */
  public static Optional<ApprovalMode> approvalMode(String text) {
    return Optional.ofNullable(
        switch (text) {
          case "untrusted" -> ApprovalMode.UNTRUSTED;
          case "on-request", "on-failure" -> ApprovalMode.ON_REQUEST;
          case "never" -> ApprovalMode.NEVER;
          default -> null;
        });
  }

  private static Optional<SandboxMode> sandboxMode(Config config) {
    return config
        .text("sandbox_mode")
        .map(text ->
            sandboxMode(text)
                .orElseThrow(() ->
                    unknown(
                        config,
                        "sandbox_mode",
                        text,
                        "read-only, workspace-write or danger-full-access")));
  }

  /** The sandbox of that name. */
  public static Optional<SandboxMode> sandboxMode(String text) {
    return Optional.ofNullable(
        switch (text) {
          case "read-only" -> SandboxMode.READ_ONLY;
          case "workspace-write" -> SandboxMode.WORKSPACE_WRITE;
          case "danger-full-access" -> SandboxMode.DANGER_FULL_ACCESS;
          default -> null;
        });
  }

  private static EnvironmentPolicy environmentPolicy(Config config) {
    String inherit = config.text("shell_environment_policy", "inherit").orElse("all");
    if (!Set.of("all", "core", "none").contains(inherit)) {
      throw unknown(config, "shell_environment_policy.inherit", inherit, "all, core or none");
    }
    return new EnvironmentPolicy(
        inherit,
        config.flag("shell_environment_policy", "ignore_default_excludes").orElse(false),
        config.texts("shell_environment_policy", "exclude"),
        config.textTable("shell_environment_policy", "set"),
        config.texts("shell_environment_policy", "include_only"));
  }

  private static SessionLimits limits(Config config) {
    SessionLimits plain = SessionLimits.DEFAULT;
    return new SessionLimits(
        Math.clamp(count(config, "max_iterations", plain.maxIterations()), 1, 100_000),
        Math.clamp(
            count(config, "continue_as_new_events", plain.continueAsNewEvents()), 20, 20_000),
        Math.clamp(
            bytes(config, "continue_as_new_bytes", plain.continueAsNewBytes()), 20_000, 20_000_000),
        duration(config, "heartbeat_interval", plain.heartbeatInterval()),
        duration(config, "outage_patience", plain.outagePatience()));
  }

  /** The least time between two heartbeats of an activity that reach the server. */
  public static Duration heartbeatInterval(Config config) {
    return duration(config, "heartbeat_interval", SessionLimits.DEFAULT.heartbeatInterval());
  }

  /** How long a private worker and server stay with nothing to do. */
  public static Duration idleExit(Config config) {
    return duration(config, "idle_exit", Duration.ofHours(2));
  }

  private static long count(Config config, String key, long fallback) {
    return config.number("temporal", key).orElse(fallback);
  }

  private static long bytes(Config config, String key, long fallback) {
    return scalar(config, key)
        .map(text ->
            Amounts.bytes(text)
                .orElseThrow(() -> unknown(config, "temporal." + key, text, "a size like 4MB")))
        .orElse(fallback);
  }

  private static Duration duration(Config config, String key, Duration fallback) {
    return scalar(config, key)
        .map(text ->
            Amounts.duration(text)
                .orElseThrow(() -> unknown(config, "temporal." + key, text, "a duration like 90s")))
        .orElse(fallback);
  }

  private static Optional<String> scalar(Config config, String key) {
    return Optional.ofNullable(config.table("temporal").get(key)).map(Object::toString);
  }

  private static ConfigException unknown(
      Config config, String key, @Nullable String value, String expected) {
    return new ConfigException(
        config.origin(key.split("\\.")),
        key + " cannot be `" + value + "`",
        "Use " + expected + ".");
  }
}
