package io.codextemporal.worker.server;

import io.codextemporal.config.Places;
import io.codextemporal.config.ServerAddress;
import io.codextemporal.config.TemporalEndpoint;
import io.codextemporal.tui.cli.CliFailure;
import io.codextemporal.tui.cli.ExitCode;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * One start of the server, under the lock and with no other server on the database. Ends with a
 * server that answers, knows our search attributes and stands in the address file, or with an error
 * that names what is in the way; then nothing of it runs on.
 */
final class ServerStart {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PROBE = Duration.ofSeconds(1);
  private static final Duration STEP = Duration.ofMillis(10);
  private static final String REMEDY_DATABASE =
      "Put a good copy in its place, or begin anew (the file is moved aside, not deleted): "
          + "ct server start --new-database";

  /** What the server says of a file that it cannot use. */
  private static final Pattern DATABASE =
      Pattern.compile("SQL|not a database|malformed|no such table|database file|readonly database");

  private final Places places;
  private final ServerFiles files;
  private final Supplier<BinaryFinder> binaries;
  private final Consumer<String> progress;
  private final ServerProbe probe = new ServerProbe();

  ServerStart(
      Places places,
      ServerFiles files,
      Supplier<BinaryFinder> binaries,
      Consumer<String> progress) {
    this.places = places;
    this.files = files;
    this.binaries = binaries;
    this.progress = progress;
  }

  /** The port of the server that was here before is used again where it is free. */
  ServerAddress start() throws InterruptedException {
    checkDatabase();
    TemporalBinary binary = binary();
    checkVersion(binary);
    files.rotateLog();
    try {
      Optional<ServerAddress> address = attempt(binary, ServerPorts.free(files.port()));
      if (address.isEmpty()) {
        // Somebody took a port between our look and the server's: others are free.
        address = attempt(binary, ServerPorts.free(OptionalInt.empty()));
      }
      return address.orElseThrow(
          () -> failure("its ports are taken by others again and again", "Try again."));
    } catch (IOException e) {
      throw failure(String.valueOf(e.getMessage()), "See " + files.log());
    }
  }

  /** Empty when it lost a port; every other failure is thrown. */
  private Optional<ServerAddress> attempt(TemporalBinary binary, ServerPorts ports)
      throws IOException, InterruptedException {
    long logged = files.logSize();
    boolean ours = !Files.exists(files.database()) || files.openedBy().isPresent();
    Optional<ServerProcess> process =
        ServerLauncher.launch(
            files.folder(),
            files.log(),
            ServerFlags.commandLine(binary.program(), files.database(), ports, ours));
    boolean admitted = false;
    try {
      if (process.isPresent() && serves(process.get(), ports)) {
        ServerAddress address = admit(process.get(), binary, ports);
        admitted = true;
        return Optional.of(address);
      }
      String said = files.logSince(logged);
      if (said.contains("address already in use")) {
        return Optional.empty();
      }
      throw ended(process.isPresent() && process.get().alive(), said);
    } finally {
      if (!admitted && process.isPresent()) {
        process.get().kill();
      }
    }
  }

  private boolean serves(ServerProcess process, ServerPorts ports) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (process.alive() && System.nanoTime() < end) {
      if (probe.check(ports.http(), PROBE) instanceof Health.Serving) {
        return true;
      }
      Thread.sleep(STEP);
    }
    return false;
  }

  /** What a client may rely on is there before the address is. */
  private ServerAddress admit(ServerProcess process, TemporalBinary binary, ServerPorts ports) {
    ServerAddress address =
        new ServerAddress(
            ports.grpc(),
            ports.http(),
            process.mark(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
            binary.version().toString(),
            binary.program().toString());
    // A database that was here before is left as it is, and the gRPC classes unloaded.
    if (!probe.registered(ports.http(), PROBE)) {
      register(TemporalEndpoint.ofPrivate(address));
    }
    files.recordOpenedBy(binary.version());
    files.recordPort(address.port());
    address.write(places);
    return address;
  }

  private void register(TemporalEndpoint endpoint) {
    try (ServerRegistration registration = new ServerRegistration(endpoint)) {
      registration.registerAttributes();
      registration.keepForEver();
    } catch (StatusRuntimeException e) {
      throw failure("it does not take our search attributes: " + e.getMessage(), seeLog());
    }
  }

  private TemporalBinary binary() throws InterruptedException {
    return switch (binaries.get().find(progress)) {
      case BinarySearch.Found found -> found.binary();
      case BinarySearch.NotFound none ->
          throw new CliFailure(
              "no Temporal server",
              String.join("; ", none.reasons()),
              "Put `temporal` on PATH (https://docs.temporal.io/cli), or name it as temporal.binary"
                  + " in config.toml, or install Go 1.26 or newer, or set TEMPORAL_ADDRESS.",
              ExitCode.UNAVAILABLE);
    };
  }

  /** Refuses what would lose or hide sessions, before a server touches the file. */
  private void checkDatabase() {
    Optional<ServerVersion> opener = files.openedBy();
    if (!Files.exists(files.database())) {
      if (opener.isPresent()) {
        throw new CliFailure(
            "the Temporal database " + files.database(),
            "it is gone, and with it every session that was here",
            REMEDY_DATABASE,
            ExitCode.UNAVAILABLE);
      }
      return;
    }
    if (!files.databaseLooksRight()) {
      throw new CliFailure(
          "the Temporal database " + files.database(),
          "it is no SQLite database; it was left as it is",
          REMEDY_DATABASE,
          ExitCode.UNAVAILABLE);
    }
  }

  /** There is no way back for a schema: an older server could do harm. */
  private void checkVersion(TemporalBinary binary) {
    Optional<ServerVersion> opener = files.openedBy();
    if (opener.isPresent() && opener.get().compareTo(binary.version()) > 0) {
      throw new CliFailure(
          "the Temporal database " + files.database(),
          "server "
              + opener.get()
              + " has used it, and "
              + binary.program()
              + " is the older "
              + binary.version()
              + "; it was left as it is",
          "Put a temporal of server "
              + opener.get()
              + " or newer on PATH, or name it as temporal.binary in config.toml.",
          ExitCode.UNAVAILABLE);
    }
  }

  private CliFailure ended(boolean alive, String said) {
    if (alive) {
      return failure("it does not answer after " + PATIENCE.toSeconds() + " s", seeLog());
    }
    String text = said.isEmpty() ? "it ended at once and said nothing" : said;
    return DATABASE.matcher(said).find()
        ? new CliFailure(
            "the Temporal database " + files.database(),
            "it does not open, and was left as it is: " + text,
            REMEDY_DATABASE,
            ExitCode.UNAVAILABLE)
        : failure(text, seeLog());
  }

  private String seeLog() {
    return "See " + files.log() + ", and `ct doctor`.";
  }

  private static CliFailure failure(String why, String remedy) {
    return new CliFailure(
        "the private Temporal server does not start", why, remedy, ExitCode.UNAVAILABLE);
  }
}
