package io.codextemporal.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.policy.EnvironmentFilter;
import io.codextemporal.protocol.ToolSettings.EnvironmentPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a client leaves on this machine for the worker, and never in history: the environment of the
 * shell a session was started from, and the model key that shell has.
 */
public final class SessionFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path state;

  public SessionFiles(Places places) {
    this.state = places.state();
  }

  /** Leaves what tools may see of a shell's environment; its digest names it in the settings. */
  public String leaveEnvironment(EnvironmentPolicy policy, Map<String, String> shell) {
    return leaveEnvironment(EnvironmentFilter.forTools(policy, shell));
  }

  /** Leaves an environment, already filtered; its digest names it in the session's settings. */
  public String leaveEnvironment(Map<String, String> environment) {
    try {
      String json = JSON.writeValueAsString(new TreeMap<>(environment));
      String digest = sha256(json);
      Path file = environmentFile(digest);
      if (!Files.exists(file)) {
        PrivateFiles.write(file, json);
      }
      return digest;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts always become JSON", e);
    }
  }

  /** The environment of that digest; empty when it is gone or was tampered with. */
  public Optional<Map<String, String>> environment(String digest) {
    if (!digest.matches("[0-9a-f]{64}")) {
      return Optional.empty();
    }
    try {
      String json = Files.readString(environmentFile(digest));
      return sha256(json).equals(digest)
          ? Optional.of(JSON.readValue(json, new TypeReference<Map<String, String>>() {}))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Leaves the value of a key variable, so that a worker started before can use it. */
  public void leaveKey(String variable, String value) {
    if (!key(variable).equals(Optional.of(value))) {
      PrivateFiles.write(keyFile(variable), value);
    }
  }

  public Optional<String> key(String variable) {
    try {
      return variable.matches("[A-Za-z_][A-Za-z0-9_]*")
          ? Optional.of(Files.readString(keyFile(variable)).strip()).filter(text -> !text.isEmpty())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Forgets a key that was left, at logout. */
  public void forgetKey(String variable) throws IOException {
    Files.deleteIfExists(keyFile(variable));
  }

  private Path environmentFile(String digest) {
    return state.resolve("environments").resolve(digest + ".json");
  }

  private Path keyFile(String variable) {
    return state.resolve("keys").resolve(variable);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
