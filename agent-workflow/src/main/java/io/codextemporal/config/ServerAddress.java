package io.codextemporal.config;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the private server of this home listens and which process it is: the content of the address
 * file, mode 0600. The file is written only after the server answered a describe, and always whole,
 * so who can read it may connect; it outlives a server that was killed, so who reads it must expect
 * silence. Only the supervisor writes it.
 *
 * @param port the gRPC port on loopback
 * @param httpPort the HTTP port of the same API, for cheap health probes
 * @param process the server, told from a later process with the same pid
 * @param startedAt when it started, RFC 3339
 * @param version of the server, {@code 1.29.1}
 * @param binary the program that runs
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ServerAddress(
    int port, int httpPort, ProcessMark process, String startedAt, String version, String binary) {
  /** The loopback interface: the private server listens nowhere else. */
  public static final String HOST = "127.0.0.1";

  /** The one namespace of a private server. */
  public static final String NAMESPACE = "default";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** {@code 127.0.0.1:PORT}. */
  @JsonIgnore
  public String target() {
    return HOST + ":" + port;
  }

  /** The address file of this home. */
  public static Path file(Places places) {
    return places.server().resolve("address.json");
  }

  /** What the file says; empty when it is not there or is not readable as an address. */
  public static Optional<ServerAddress> read(Places places) {
    return read(file(places));
  }

  static Optional<ServerAddress> read(Path file) {
    try {
      ServerAddress address = JSON.readValue(Files.readAllBytes(file), ServerAddress.class);
      return address.port() > 0 ? Optional.of(address) : Optional.empty();
    } catch (NoSuchFileException | JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Replaces the file in one step. */
  public void write(Places places) {
    try {
      PrivateFiles.write(file(places), JSON.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
