package io.codextemporal.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how a session's model may look at the web.
 *
 * @param contextSize how much of what is found a provider hands its model: low, medium, high, or
 *     null for its own choice
 * @param allowedDomains the only hosts, with what is below them, that results may come from; empty
 *     for any
 * @param location where the user is, by country, region, city and timezone; empty for unsaid
 */
public record WebSearch(
    Mode mode,
    By by,
    @Nullable String contextSize,
    List<String> allowedDomains,
    Map<String, String> location) {
  /** No look at the web. */
  public static final WebSearch OFF =
      new WebSearch(Mode.DISABLED, By.EITHER, null, List.of(), Map.of());

  public WebSearch {
    allowedDomains = List.copyOf(allowedDomains);
    location = Map.copyOf(location);
  }

  /** How fresh what is found may be. One that is not understood is none. */
  public enum Mode {
    @JsonEnumDefaultValue
    @JsonProperty("disabled")
    DISABLED,
    /** Only what was found before: the provider's index, or this machine's cache. */
    @JsonProperty("cached")
    CACHED,
    @JsonProperty("live")
    LIVE
  }

  /** Who searches. */
  public enum By {
    /** The worker where it has a search endpoint, else the model's provider. */
    @JsonEnumDefaultValue
    @JsonProperty("either")
    EITHER,
    @JsonProperty("provider")
    PROVIDER,
    @JsonProperty("worker")
    WORKER
  }
}
