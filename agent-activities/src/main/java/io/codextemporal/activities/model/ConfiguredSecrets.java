package io.codextemporal.activities.model;

import io.codextemporal.config.Credentials;
import io.codextemporal.protocol.ProviderSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Secrets as this worker's own configuration has them. Thread-safe. */
public final class ConfiguredSecrets implements ProviderSecrets {
  private final Credentials credentials;

  public ConfiguredSecrets(Credentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public ProviderAccess resolve(ProviderSettings provider) {
    Optional<String> key =
        credentials
            .bearerToken(provider.id())
            .or(() -> Optional.ofNullable(provider.envKey()).flatMap(credentials::key));
    Map<String, String> headers = new HashMap<>(credentials.headers(provider.id()));
    provider
        .envHeaders()
        .forEach((header, name) -> credentials.key(name).ifPresent(v -> headers.put(header, v)));
    return new ProviderAccess(key.orElse(null), headers);
  }
}
