package io.codextemporal.config;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.ModelSettings;
import io.codextemporal.protocol.ProviderSettings;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionLimits;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.ToolSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    ToolSettings tools = ToolSettingsReader.read(config, flags, cwd, approval, sandbox);
    SessionSettings settings =
        new SessionSettings(
            model(config, flags),
            tools.with(WebSearchReader.read(config, providerId(config, flags), tools.sandbox())),
            limits(config),
            config.text("developer_instructions").orElse(""));
    return new LoadedSettings(settings, config, warnings(config, cwd));
  }

  /** What is wrong with the rules is said before a command meets it. */
  private List<String> warnings(Config config, Path cwd) {
    List<String> warnings = new ArrayList<>(config.warnings());
    String rules = new RulesFiles(places).in(cwd).warning();
    if (rules != null) {
      warnings.add(rules);
    }
    return warnings;
  }

  /**
   * For a person at a terminal: in a folder they trust, commands may write there and run in the
   * sandbox unasked; anywhere else, or while nobody was asked, they may only read.
   */
  public LoadedSettings loadInteractive(SessionFlags flags, Path cwd) {
    SandboxMode sandbox =
        Trust.of(places, cwd) == Trust.TRUSTED
            ? SandboxMode.WORKSPACE_WRITE
            : SandboxMode.READ_ONLY;
    return load(flags, cwd, ApprovalMode.ON_REQUEST, sandbox);
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

  static ConfigException unknown(
      Config config, String key, @Nullable String value, String expected) {
    return new ConfigException(
        config.origin(key.split("\\.")),
        key + " cannot be `" + value + "`",
        "Use " + expected + ".");
  }
}
