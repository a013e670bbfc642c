package io.codextemporal.config;

import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.WebSearch;
import io.codextemporal.protocol.WebSearch.By;
import io.codextemporal.protocol.WebSearch.Mode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a session looks at the web, of {@code web_search} and {@code [tools.web_search]}. */
final class WebSearchReader {
  private static final Set<String> SIZES = Set.of("low", "medium", "high");

  /**
   * @param provider the model provider's id
   * @param sandbox the session's: with full access the default is live
   */
  static WebSearch read(Config config, String provider, SandboxMode sandbox) {
    Optional<Mode> said = said(config);
    By by = by(config, provider, said.isPresent());
    Mode mode = said.orElse(sandbox == SandboxMode.DANGER_FULL_ACCESS ? Mode.LIVE : Mode.CACHED);
    if (!table(config)) {
      return new WebSearch(mode, by, null, List.of(), Map.of());
    }
    Optional<String> size = config.text("tools", "web_search", "context_size");
    size.filter(text -> !SIZES.contains(text))
        .ifPresent(text -> {
          throw SettingsLoader.unknown(
              config, "tools.web_search.context_size", text, "low, medium or high");
        });
    Map<String, String> location = new LinkedHashMap<>();
    for (String part : List.of("country", "region", "city", "timezone")) {
      config
          .text("tools", "web_search", "location", part)
          .ifPresent(value -> location.put(part, value));
    }
    return new WebSearch(
        mode,
        by,
        size.orElse(null),
        config.texts("tools", "web_search", "allowed_domains"),
        location);
  }

  /** An older spelling is a plain truth, where there is now a table. */
  private static boolean table(Config config) {
    return config.has("tools", "web_search") && !config.isFlag("tools", "web_search");
  }

  private static Optional<Mode> said(Config config) {
    if (!config.has("web_search")) {
      return config.isFlag("tools", "web_search")
          ? config.flag("tools", "web_search").map(on -> on ? Mode.LIVE : Mode.DISABLED)
          : Optional.empty();
    }
    String text = config.text("web_search").orElse("");
    return Optional.of(
        switch (text) {
          case "disabled" -> Mode.DISABLED;
          case "cached", "indexed" -> Mode.CACHED;
          case "live" -> Mode.LIVE;
          default ->
              throw SettingsLoader.unknown(
                  config, "web_search", text, "disabled, cached, indexed or live");
        });
  }

  /** A provider we do not know is asked to search only by who said that they want it. */
  private static By by(Config config, String provider, boolean wanted) {
    if (table(config) && config.has("tools", "web_search", "by")) {
      String text = config.text("tools", "web_search", "by").orElse("");
      return switch (text) {
        case "provider" -> By.PROVIDER;
        case "worker" -> By.WORKER;
        default ->
            throw SettingsLoader.unknown(config, "tools.web_search.by", text, "provider or worker");
      };
    }
    String[] key = {"model_providers", provider, "web_search"};
    if (config.has(key)) {
      boolean hosted = config.flag(key).orElse(false);
      return hosted ? By.PROVIDER : By.WORKER;
    }
    return switch (provider) {
      case "openai" -> By.PROVIDER;
      case "ollama", "lmstudio" -> By.WORKER;
      default -> wanted ? By.EITHER : By.WORKER;
    };
  }

  private WebSearchReader() {}
}
