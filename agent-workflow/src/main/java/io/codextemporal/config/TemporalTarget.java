package io.codextemporal.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which Temporal this home works with: one that the user configured, else the private one. Decided
 * by Temporal's own environment configuration ({@code TEMPORAL_ADDRESS}, {@code
 * TEMPORAL_NAMESPACE}, TLS, API key, the profile of {@code temporal.toml}): when that names an
 * address, no server of ours is started.
 */
public sealed interface TemporalTarget {
  /** The user's own server or cloud. */
  record Configured(TemporalEndpoint server) implements TemporalTarget {
    @Override
    public Optional<TemporalEndpoint> endpoint() {
      return Optional.of(server);
    }
  }

  /** The server that we start, on loopback; where it listens is in the address file. */
  record Private(Places places) implements TemporalTarget {
    @Override
    public Optional<TemporalEndpoint> endpoint() {
      return ServerAddress.read(places).map(TemporalEndpoint::ofPrivate);
    }
  }

  /**
   * Where to dial now. Empty only for a private server that has never served or was stopped; ask
   * again after it was started, for a restarted one may listen elsewhere.
   */
  Optional<TemporalEndpoint> endpoint();

  /** What to do about {@link #exposure}. */
  String COVER =
      "Set TEMPORAL_TLS=true or TEMPORAL_API_KEY (or the same in temporal.toml) where the server"
          + " knows them; else reach it through a tunnel that ends on this machine.";

  /** What lies open on the way there; empty where nothing does. */
  default Optional<String> exposure() {
    return switch (this) {
      case Configured(TemporalEndpoint server) when server.exposed() ->
          Optional.of(
              "Temporal at "
                  + server.address()
                  + " is reached without TLS and without a key: session ids, times and sizes are"
                  + " open to the network, and anyone there can disturb sessions");
      case Configured configured -> Optional.empty();
      case Private own -> Optional.empty();
    };
  }

  /** What a person should know before anything is sent there, with the remedy. */
  default Optional<String> warning() {
    return exposure().map(open -> open + ". " + COVER);
  }

  /**
   * Reads the configuration.
   *
   * @throws ConfigException when it is there and cannot be used
   */
  static TemporalTarget resolve(Places places, Map<String, String> environment) {
    String file = environment.getOrDefault("TEMPORAL_CONFIG_FILE", "");
    if (!file.isBlank() && !Files.isRegularFile(Path.of(file))) {
      throw new ConfigException(
          "TEMPORAL_CONFIG_FILE",
          "there is no file " + file,
          "Name one that is there, or unset it.");
    }
    String where =
        !file.isBlank() ? file : "Temporal's configuration (TEMPORAL_* and temporal.toml)";
    try {
      ClientConfigProfile profile = profile(environment);
      String address = profile.getAddress();
      if (address == null || address.isBlank()) {
        return new Private(places);
      }
      String namespace = profile.getNamespace();
      return new Configured(
          TemporalEndpoint.ofConfigured(
              address,
              namespace == null || namespace.isBlank() ? ServerAddress.NAMESPACE : namespace,
              profile.toWorkflowServiceStubsOptions()));
    } catch (IOException | RuntimeException e) {
      throw new ConfigException(
          where, reason(e), "Correct it, or unset it to use the private server.");
    }
  }

  private static ClientConfigProfile profile(Map<String, String> environment) throws IOException {
    LoadClientConfigProfileOptions options =
        LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(environment).build();
    try {
      return ClientConfigProfile.load(options);
    } catch (NullPointerException e) {
      // envconfig 1.38 fails so on a file that holds no profile at all: it reads an empty one.
      return ClientConfigProfile.load(
          LoadClientConfigProfileOptions.newBuilder(options)
              .setConfigFileData("[profile.default]\n".getBytes(UTF_8))
              .build());
    }
  }

  private static String reason(Throwable e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String own = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String message = deepest.getMessage();
    return deepest == e || message == null || own.contains(message) ? own : own + ": " + message;
  }
}
