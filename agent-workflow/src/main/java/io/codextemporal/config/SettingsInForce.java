package io.codextemporal.config;

import io.codextemporal.protocol.SessionLimits;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.ToolSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every setting that a session begun now would work under, and the layer it came from: what is
 * written somewhere, and what holds because nobody wrote anything. Values that may be secrets are
 * left out. Pure.
 */
public final class SettingsInForce {
  private static final String DEFAULT = "default";
  private static final String COMMAND_LINE = "command line";

  private static final Pattern SECRET =
      Pattern.compile(
          ".*(token|secret|password|api_key|http_headers\\..*|shell_environment_policy\\.set\\..*)");

  private final Map<String, Setting> settings = new TreeMap<>();

  /**
   * One of them.
   *
   * @param key as in config.toml, dotted
   * @param value as it would be written there
   * @param origin a file with its line, a profile, the command line, or {@code default}
   */
  public record Setting(String key, String value, String origin) {}

  private SettingsInForce() {}

  /** In the order of their keys. */
  public static List<Setting> of(LoadedSettings loaded, SessionFlags flags) {
    SettingsInForce all = new SettingsInForce();
    loaded.config().all().forEach((key, value) -> all.put(key, value.getKey(), value.getValue()));
    all.model(loaded, flags);
    all.tools(loaded.settings().tools(), flags);
    all.limits(loaded);
    return List.copyOf(all.settings.values());
  }

  /** A line each: {@code key = value}, and behind it where it came from. */
  public static String text(List<Setting> settings) {
    int widest =
        settings.stream()
            .mapToInt(setting -> setting.key().length() + setting.value().length() + 3)
            .filter(width -> width <= 48)
            .max()
            .orElse(0);
    return settings.stream()
        .map(setting -> {
          String line = setting.key() + " = " + setting.value();
          return line + " ".repeat(Math.max(1, widest - line.length() + 2)) + setting.origin();
        })
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private void model(LoadedSettings loaded, SessionFlags flags) {
    SessionSettings now = loaded.settings();
    flag("model", flags.model(), now.model().model());
    boolean provider = flags.oss() || flags.localProvider() != null;
    flag("model_provider", provider ? "" : null, now.model().provider().id());
    String prefix = "model_providers." + now.model().provider().id() + ".";
    standing(prefix + "base_url", now.model().provider().baseUrl());
    standing(prefix + "request_max_retries", now.model().provider().requestMaxRetries());
    standing(prefix + "stream_max_retries", now.model().provider().streamMaxRetries());
    standing(prefix + "stream_idle_timeout_ms", now.model().provider().streamIdleTimeoutMs());
  }

  private void tools(ToolSettings tools, SessionFlags flags) {
    if (tools.granular() == null) {
      flag("approval_policy", flags.approval(), word(tools.approval()));
    }
    flag("sandbox_mode", flags.sandbox(), word(tools.sandbox()));
    String write = "sandbox_workspace_write.";
    standing(write + "network_access", tools.networkAccess());
    standing(write + "exclude_tmpdir_env_var", tools.excludeTmpdir());
    standing(write + "exclude_slash_tmp", tools.excludeSlashTmp());
    if (flags.addDirs().isEmpty()) {
      standing(write + "writable_roots", tools.writableRoots());
    } else {
      put(write + "writable_roots", tools.writableRoots(), COMMAND_LINE);
    }
    standing("shell_environment_policy.inherit", tools.environment().inherit());
    standing("web_search", word(tools.webSearch().mode()));
    if (tools.outputTokens() != null) {
      standing("tool_output_token_limit", tools.outputTokens());
    }
  }

  private void limits(LoadedSettings loaded) {
    SessionLimits limits = loaded.settings().limits();
    standing("temporal.max_iterations", limits.maxIterations());
    standing("temporal.continue_as_new_events", limits.continueAsNewEvents());
    standing("temporal.continue_as_new_bytes", limits.continueAsNewBytes());
    standing("temporal.heartbeat_interval", limits.heartbeatInterval().toMillis() + "ms");
    standing("temporal.outage_patience", limits.outagePatience().toMinutes() + "m");
    standing("temporal.idle_exit", SettingsLoader.idleExit(loaded.config()).toMinutes() + "m");
  }

  /** What the command line says, where it says something. */
  private void flag(String key, @Nullable Object given, String value) {
    if (given != null) {
      put(key, value, COMMAND_LINE);
    } else {
      standing(key, value);
    }
  }

  /** What holds unless it is written somewhere. */
  private void standing(String key, Object value) {
    if (!settings.containsKey(key)) {
      put(key, value, DEFAULT);
    }
  }

  private void put(String key, Object value, String origin) {
    boolean secret = SECRET.matcher(key.toLowerCase(Locale.ROOT)).matches();
    settings.put(key, new Setting(key, secret ? "(not shown)" : written(value), origin));
  }

  private static String word(Enum<?> mode) {
    return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String written(Object value) {
    return switch (value) {
      case String text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
      case List<?> list ->
          list.stream().map(SettingsInForce::written).collect(Collectors.joining(", ", "[", "]"));
      default -> String.valueOf(value);
    };
  }
}
