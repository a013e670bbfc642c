package io.codextemporal.worker.command.doctor;

import io.codextemporal.config.Config;
import io.codextemporal.config.ConfigLayers;
import io.codextemporal.config.Credentials;
import io.codextemporal.config.Places;
import io.codextemporal.config.SessionFlags;
import io.codextemporal.config.SettingsLoader;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.ProviderSettings;
import io.codextemporal.protocol.SandboxMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** The two homes: what is in them, who may read it, and whether the configuration makes sense. */
final class HomeChecks {
  private static final long ENOUGH_BYTES = 1_000_000_000;

  private final Places places;
  private final Map<String, String> environment;
  private final Path cwd;

  HomeChecks(Places places, Map<String, String> environment, Path cwd) {
    this.places = places;
    this.environment = environment;
    this.cwd = cwd;
  }

  List<Check> all() {
    return List.of(
        Check.needed("CODEX_HOME", this::codexHome),
        Check.needed("CODEX_TEMPORAL_HOME", this::ownHome),
        Check.needed("disk space", this::disk),
        Check.needed("sealing key", this::key),
        Check.needed("config.toml", this::config),
        Check.needed("model key", this::modelKey));
  }

  private Finding codexHome() {
    if (Files.isDirectory(places.codexHome())) {
      return Finding.good(places.codexHome().toString());
    }
    return environment.getOrDefault("CODEX_HOME", "").isBlank()
        ? Finding.good(places.codexHome() + " (not there yet: defaults hold)")
        : Finding.bad(
            places.codexHome() + " is not there", "Make that folder, or unset CODEX_HOME.");
  }

  private Finding ownHome() {
    Path home = places.home();
    if (!Files.exists(home)) {
      return Finding.good(home + " (made at first use)");
    }
    if (!Files.isDirectory(home) || !Files.isWritable(home)) {
      return Finding.bad(home + " cannot be written", "chmod u+rwx " + home);
    }
    return othersMay(home)
        ? Finding.bad(home + " is open to others", "chmod 700 " + home)
        : Finding.good(home.toString());
  }

  private Finding disk() {
    Path there = places.home();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      long free = Files.getFileStore(there).getUsableSpace();
      String found = free / 1_000_000 + " MB free at " + there;
      return free >= ENOUGH_BYTES
          ? Finding.good(found)
          : Finding.bad(found, "Free some: the server stops taking work on a full disk.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Finding key() {
    Path key = places.keyFile();
    if (!Files.exists(key)) {
      return Finding.good(key + " (made at first use)");
    }
    return othersMay(key)
        ? Finding.bad(
            key + " is readable by others: what it seals is open to them", "chmod 600 " + key)
        : Finding.good(key.toString());
  }

  private Finding config() {
    Config config = ConfigLayers.load(places, cwd, null, List.of());
    String found =
        Files.exists(places.configFile())
            ? places.configFile().toString()
            : places.configFile() + " (not there: defaults hold)";
    return config.warnings().isEmpty()
        ? Finding.good(found)
        : Finding.good(found + "; " + String.join("; ", config.warnings()));
  }

  /** Only whether it is there: neither printed nor tried. */
  private Finding modelKey() {
    ProviderSettings provider =
        new SettingsLoader(places, environment)
            .load(SessionFlags.NONE, cwd, ApprovalMode.NEVER, SandboxMode.READ_ONLY)
            .settings()
            .model()
            .provider();
    String variable = provider.envKey();
    if (variable == null) {
      return Finding.good("provider " + provider.id() + " names no key variable");
    }
    Credentials credentials = new Credentials(places, environment);
    boolean there =
        credentials.key(variable).isPresent() || credentials.bearerToken(provider.id()).isPresent();
    return there
        ? Finding.good(variable + " for provider " + provider.id())
        : Finding.bad(
            variable + " is not set, for provider " + provider.id(),
            "export " + variable + "=…, or sign in: ct login --with-api-key");
  }

  private static boolean othersMay(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
          .substring(3)
          .chars()
          .anyMatch(c -> c != '-');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UnsupportedOperationException e) {
      return false;
    }
  }
}
