package io.codextemporal.config;

import io.codextemporal.protocol.ProviderSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where models are: the built-in providers and those of {@code [model_providers.<id>]}. */
final class Providers {
  private static final Set<String> BUILT_IN = Set.of("openai", "ollama", "lmstudio");
  private static final Set<String> RESERVED =
      Set.of("openai", "ollama", "lmstudio", "amazon-bedrock");
  private static final String OPENAI = "https://api.openai.com/v1";

  /** The provider of that id, or an error that lists those there are. */
  static ProviderSettings find(Config config, Map<String, String> environment, String id) {
    for (String reserved : RESERVED) {
      if (config.has("model_providers", reserved)) {
        throw new ConfigException(
            config.origin("model_providers", reserved),
            "the provider id `" + reserved + "` is reserved",
            "Give your provider another id.");
      }
    }
    return switch (id) {
      case "openai" ->
          settings(config, id, "OpenAI", openAiUrl(config, environment), "OPENAI_API_KEY");
      case "ollama" -> settings(config, id, "Ollama", "http://localhost:11434/v1", null);
      case "lmstudio" -> settings(config, id, "LM Studio", "http://localhost:1234/v1", null);
      default -> configured(config, id);
    };
  }

  private static String openAiUrl(Config config, Map<String, String> environment) {
    return Optional.ofNullable(environment.get("OPENAI_BASE_URL"))
        .filter(url -> !url.isBlank())
        .or(() -> config.text("openai_base_url"))
        .orElse(OPENAI);
  }

  private static ProviderSettings configured(Config config, String id) {
    if (!config.has("model_providers", id)) {
      List<String> known = new ArrayList<>(new TreeSet<>(BUILT_IN));
      known.addAll(config.table("model_providers").keySet());
      throw new ConfigException(
          config.origin("model_provider"),
          "there is no model provider `" + id + "`",
          "Known are " + String.join(", ", known) + "; add [model_providers." + id + "].");
    }
    String wire = config.text("model_providers", id, "wire_api").orElse("responses");
    if (!wire.equals("responses")) {
      throw new ConfigException(
          config.origin("model_providers", id, "wire_api"),
          "wire_api `" + wire + "` is not supported",
          "Set wire_api = \"responses\": providers must offer the Responses API.");
    }
    String url =
        config
            .text("model_providers", id, "base_url")
            .orElseThrow(() ->
                new ConfigException(
                    config.origin("model_providers", id),
                    "provider `" + id + "` has no base_url",
                    "Add base_url = \"https://…/v1\"."));
    return settings(
        config,
        id,
        config.text("model_providers", id, "name").orElse(id),
        url,
        config.text("model_providers", id, "env_key").orElse(null));
  }

  private static ProviderSettings settings(
      Config config, String id, String name, String url, @Nullable String envKey) {
    checkUrl(config, id, url);
    return new ProviderSettings(
        id,
        name,
        url,
        envKey,
        config.textTable("model_providers", id, "query_params"),
        config.textTable("model_providers", id, "env_http_headers"),
        count(config, id, "request_max_retries", 4),
        count(config, id, "stream_max_retries", 5),
        config.number("model_providers", id, "stream_idle_timeout_ms").orElse(300_000L));
  }

  private static int count(Config config, String id, String key, int fallback) {
    long value = config.number("model_providers", id, key).orElse((long) fallback);
    return (int) Math.max(0, Math.min(value, 100));
  }

  private static void checkUrl(Config config, String id, String url) {
    try {
      String scheme = new URI(url).getScheme();
      if ("http".equals(scheme) || "https".equals(scheme)) {
        return;
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw new ConfigException(
        config.origin("model_providers", id, "base_url"),
        "`" + url + "` is no http address",
        "Write a base_url like http://127.0.0.1:8080/v1.");
  }

  private Providers() {}
}
