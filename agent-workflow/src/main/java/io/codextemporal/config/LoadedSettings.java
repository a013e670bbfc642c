package io.codextemporal.config;

import io.codextemporal.protocol.SessionSettings;
import java.util.List;

/** Settings for a session, where each came from, and what should be said once. */
public record LoadedSettings(SessionSettings settings, Config config, List<String> warnings) {
  public LoadedSettings {
    warnings = List.copyOf(warnings);
  }
}
