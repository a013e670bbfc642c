package io.codextemporal.activities.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request to a provider is signed with. Never logged, never sent to the session.
 *
 * @param key the API key, or null where the provider needs none or none was found
 * @param headers static headers and those whose values stand in variables, resolved
 */
public record ProviderAccess(@Nullable String key, Map<String, String> headers) {
  public static final ProviderAccess NONE = new ProviderAccess(null, Map.of());

  public ProviderAccess {
    headers = Map.copyOf(headers);
  }

  @Override
  public String toString() {
    return "ProviderAccess[key=" + (key == null ? "none" : "***") + "]";
  }
}
