package io.codextemporal.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Where things are on this machine.
 *
 * @param codexHome what Codex and this program share: config.toml, auth.json, rules, sessions
 * @param home what is ours alone, mode 0700
 */
public record Places(Path codexHome, Path home) {
  /** Reads {@code CODEX_HOME} and {@code CODEX_TEMPORAL_HOME}, else the defaults below HOME. */
  public static Places of(Map<String, String> environment) {
    Path user = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    return new Places(
        fromEnvironment(environment, "CODEX_HOME", user.resolve(".codex")),
        fromEnvironment(environment, "CODEX_TEMPORAL_HOME", user.resolve(".codex-temporal")));
  }

  private static Path fromEnvironment(Map<String, String> environment, String name, Path fallback) {
    String value = environment.getOrDefault(name, "");
    return value.isBlank() ? fallback : Path.of(value).toAbsolutePath().normalize();
  }

  public Path configFile() {
    return codexHome.resolve("config.toml");
  }

  public Path authFile() {
    return codexHome.resolve("auth.json");
  }

  /** The user's sealing key, 0600. */
  public Path keyFile() {
    return home.resolve("key");
  }

  /** Database, address file, lock and log of the private server. */
  public Path server() {
    return owned("server");
  }

  /** Pid, lock and log files of workers, journal, conversation store. */
  public Path worker() {
    return owned("worker");
  }

  public Path journal() {
    return owned("worker/journal");
  }

  public Path store() {
    return owned("worker/store");
  }

  /** What can be made again: downloaded server, AOT cache. */
  public Path cache() {
    return owned("cache");
  }

  /** Drafts, prompt history, environment files, keys that clients left for workers. */
  public Path state() {
    return owned("state");
  }

  private Path owned(String name) {
    Path folder = home.resolve(name);
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + folder, e);
    }
    return folder;
  }
}
