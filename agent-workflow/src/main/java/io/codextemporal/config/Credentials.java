package io.codextemporal.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets by name, resolved on the worker at each use: never in settings, history or logs.
 *
 * <p>A key variable is looked for in what a client left on this machine, then in the worker's own
 * environment, then, for {@code OPENAI_API_KEY}, in {@code auth.json}.
 */
public final class Credentials {
  private final Places places;
  private final Map<String, String> environment;

  public Credentials(Places places, Map<String, String> environment) {
    this.places = places;
    this.environment = Map.copyOf(environment);
  }

  public Optional<String> key(String variable) {
    Optional<String> found =
        new SessionFiles(places)
            .key(variable)
            .or(() ->
                Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank()));
    return found.isEmpty() && variable.equals("OPENAI_API_KEY")
        ? new AuthFile(places.authFile()).apiKey()
        : found;
  }

  /** The key a provider's own table holds in the user's config.toml, as Codex allows. */
  public Optional<String> bearerToken(String provider) {
    return userConfig().text("model_providers", provider, "experimental_bearer_token");
  }

  /** A provider's static headers, from the user's config.toml. */
  public Map<String, String> headers(String provider) {
    return new LinkedHashMap<>(userConfig().textTable("model_providers", provider, "http_headers"));
  }

  private Config userConfig() {
    return ConfigLayers.userOnly(places);
  }
}
