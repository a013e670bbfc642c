package io.codextemporal.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a worker searches the web for models whose provider does not: {@code [tools.web_search]} of
 * its machine's own config.
 *
 * @param keyVariable names the secret the service wants, or null
 * @param age how old a kept answer may be before it is asked for anew
 */
public record SearchEndpoint(
    URI address, Format format, @Nullable String keyVariable, Duration age) {
  /** How the service is asked and answers. */
  public enum Format {
    SEARXNG,
    BRAVE
  }

  private static final Duration AGE = Duration.ofDays(1);

  /**
   * Empty when none is configured.
   *
   * @throws ConfigException when a value makes no sense
   */
  public static Optional<SearchEndpoint> of(Config config) {
    if (config.isFlag("tools", "web_search") || !config.has("tools", "web_search", "endpoint")) {
      return Optional.empty();
    }
    String text = config.text("tools", "web_search", "endpoint").orElse("");
    return Optional.of(
        new SearchEndpoint(
            address(config, text),
            format(config),
            config.text("tools", "web_search", "key_env").orElse(null),
            age(config)));
  }

  private static URI address(Config config, String text) {
    try {
      URI address = new URI(text);
      String scheme = address.getScheme();
      if (address.getHost() != null && ("http".equals(scheme) || "https".equals(scheme))) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw wrong(config, "endpoint", text, "an address like https://searx.example/search");
    }
    throw wrong(config, "endpoint", text, "an address like https://searx.example/search");
  }

  private static Format format(Config config) {
    String text = config.text("tools", "web_search", "format").orElse("searxng");
    return switch (text) {
      case "searxng" -> Format.SEARXNG;
      case "brave" -> Format.BRAVE;
      default -> throw wrong(config, "format", text, "searxng or brave");
    };
  }

  private static Duration age(Config config) {
    return Optional.ofNullable(config.table("tools", "web_search").get("cache_age"))
        .map(Object::toString)
        .map(text ->
            Amounts.duration(text)
                .orElseThrow(() -> wrong(config, "cache_age", text, "a duration like 1d")))
        .orElse(AGE);
  }

  private static ConfigException wrong(Config config, String key, String value, String expected) {
    return SettingsLoader.unknown(config, "tools.web_search." + key, value, expected);
  }
}
