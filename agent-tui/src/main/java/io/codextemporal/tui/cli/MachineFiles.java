package io.codextemporal.tui.cli;

import io.codextemporal.config.SessionFiles;
import io.codextemporal.protocol.ProviderSettings;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.SettingsPatch;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Leaves on this machine what a session's worker needs and history must not hold: this shell's
 * environment, filtered, and the keys it has.
 */
final class MachineFiles {
  private static final String OPENAI_KEY = "OPENAI_API_KEY";

  /** Counts for {@code exec} only, before {@value #OPENAI_KEY}. */
  private static final String EXEC_KEY = "CODEX_API_KEY";

  private final Map<String, String> environment;
  private final SessionFiles files;

  MachineFiles(Surroundings around) {
    this.environment = around.environment();
    this.files = new SessionFiles(around.places());
  }

  /** The settings, naming the environment that was left. */
  SessionSettings leave(SessionSettings settings) {
    leaveKeys(settings.model().provider());
    String digest = files.leaveEnvironment(settings.tools().environment(), environment);
    return settings.with(new SettingsPatch(null, null, null, null, null, null, null, digest));
  }

  void leaveKeys(ProviderSettings provider) {
    Stream.concat(Stream.ofNullable(provider.envKey()), provider.envHeaders().values().stream())
        .distinct()
        .forEach(this::leaveKey);
  }

  private void leaveKey(String variable) {
    String value = environment.getOrDefault(variable, "");
    String own = variable.equals(OPENAI_KEY) ? environment.getOrDefault(EXEC_KEY, value) : value;
    if (!own.isBlank()) {
      files.leaveKey(variable, own.strip());
    }
  }
}
