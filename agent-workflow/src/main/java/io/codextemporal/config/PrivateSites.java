package io.codextemporal.config;

import java.util.List;
import java.util.Locale;

/**
 * What of this machine's own networks pages may be read from: {@code [tools.web_fetch]
 * allow_private} of the user's config; names of hosts, addresses, or networks like 10.1.0.0/16.
 */
public record PrivateSites(List<String> allowed) {
  public PrivateSites {
    allowed = allowed.stream().map(text -> text.strip().toLowerCase(Locale.ROOT)).toList();
  }

  public static PrivateSites of(Config config) {
    return new PrivateSites(config.texts("tools", "web_fetch", "allow_private"));
  }
}
