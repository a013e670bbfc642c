package io.codextemporal.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a session's model is. Holds names of secrets, never secrets: the worker resolves {@code
 * envKey}, {@code envHeaders} and the provider's static headers itself.
 *
 * @param envKey the variable that holds the key, or null when none is needed
 * @param envHeaders header name to the variable that holds its value
 */
public record ProviderSettings(
    String id,
    String name,
    String baseUrl,
    @Nullable String envKey,
    Map<String, String> queryParams,
    Map<String, String> envHeaders,
    int requestMaxRetries,
    int streamMaxRetries,
    long streamIdleTimeoutMs) {
  public ProviderSettings {
    queryParams = Map.copyOf(queryParams);
    envHeaders = Map.copyOf(envHeaders);
  }
}
