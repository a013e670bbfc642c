package io.codextemporal.worker.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.config.Places;
import io.codextemporal.config.ServerAddress;
import io.codextemporal.config.TemporalEndpoint;
import io.codextemporal.config.TemporalReach;
import io.codextemporal.config.TemporalTarget;
import io.codextemporal.tui.cli.CliFailure;
import io.codextemporal.tui.cli.ExitCode;
import io.codextemporal.worker.server.ServerStatus;
import io.codextemporal.worker.server.ServerSupervisor;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ct server start|stop|status}. Starting and stopping are always about the private server of
 * this home; where one is configured, start and status look whether that one answers.
 */
@Command(
    name = "server",
    description = "The private Temporal server of this home",
    mixinStandardHelpOptions = true)
public final class ServerCommand {
  /** A configured server that is away is said within five seconds. */
  private static final Duration REACH = Duration.ofMillis(4_000);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServerSurroundings surroundings;
  @Spec private @Nullable CommandSpec spec;

  public ServerCommand(ServerSurroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Returns once it serves. */
  @Command(name = "start", description = "Starts it, and returns once it serves")
  int start(
      @Option(
              names = "--new-database",
              description = "begin with an empty database; the old file is moved aside")
          boolean fresh,
      @Option(
              names = "--heal",
              hidden = true,
              description = "only if it was not stopped by the user")
          boolean heal)
      throws InterruptedException {
    return switch (surroundings.target()) {
      case TemporalTarget.Configured configured -> reach(configured.server());
      case TemporalTarget.Private ours -> start(ours.places(), fresh, heal);
    };
  }

  private int start(Places places, boolean fresh, boolean heal) throws InterruptedException {
    ServerSupervisor supervisor = surroundings.supervisor(this::progress);
    if (fresh) {
      supervisor.setDatabaseAside().ifPresent(aside -> tell("the old database is " + aside));
    }
    Optional<ServerAddress> address =
        heal ? supervisor.heal() : Optional.of(supervisor.ensureRunning());
    if (address.isEmpty()) {
      throw new CliFailure(
          "the private Temporal server",
          "it was stopped by ct server stop",
          "Start it: ct server start",
          ExitCode.UNAVAILABLE);
    }
    String why = supervisor.status().why();
    if (!why.isEmpty()) {
      tell("warning: " + places.server() + ": " + why);
    }
    say("Temporal serves at " + address.get().target());
    return ExitCode.OK;
  }

  /** Harmless when none runs. */
  @Command(name = "stop", description = "Stops it; it stays stopped until a command needs it")
  int stop() throws InterruptedException {
    boolean ran = surroundings.supervisor(this::progress).stop();
    say(ran ? "the private Temporal server is stopped" : "no private Temporal server was running");
    return ExitCode.OK;
  }

  /** Exit code 0 when it runs, 69 when not. */
  @Command(name = "status", description = "Whether it runs, where, and on which database")
  int status(@Option(names = "--json", description = "one JSON object") boolean json) {
    Map<String, @Nullable Object> status =
        switch (surroundings.target()) {
          case TemporalTarget.Configured configured -> describe(configured.server());
          case TemporalTarget.Private _ ->
              describe(surroundings.supervisor(this::progress).status());
        };
    say(json ? json(status) : text(status));
    return Boolean.TRUE.equals(status.get("running")) ? ExitCode.OK : ExitCode.UNAVAILABLE;
  }

  private int reach(TemporalEndpoint endpoint) {
    return switch (TemporalReach.of(endpoint, REACH)) {
      case TemporalReach.Serving _ -> {
        say("Temporal at " + endpoint + " is configured and answers; no server of ours is needed");
        yield ExitCode.OK;
      }
      case TemporalReach.Unreachable away ->
          throw new CliFailure(
              "Temporal at " + endpoint.address(),
              away.reason(),
              "Start that server, or unset TEMPORAL_ADDRESS (and the address in temporal.toml) to"
                  + " use a private one.",
              ExitCode.UNAVAILABLE);
    };
  }

  private static Map<String, @Nullable Object> describe(TemporalEndpoint endpoint) {
    TemporalReach reach = TemporalReach.of(endpoint, REACH);
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("running", reach instanceof TemporalReach.Serving);
    status.put("pid", null);
    status.put("address", endpoint.address());
    status.put("namespace", endpoint.namespace());
    status.put("database", null);
    status.put("log", null);
    status.put("version", reach instanceof TemporalReach.Serving(String version) ? version : null);
    status.put("private", false);
    status.put("why", reach instanceof TemporalReach.Unreachable(String reason) ? reason : null);
    return status;
  }

  private static Map<String, @Nullable Object> describe(ServerStatus server) {
    Optional<ServerAddress> address = server.address();
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("running", server.running());
    status.put(
        "pid",
        address.map(ServerAddress::process).filter(p -> p.alive()).map(p -> p.pid()).orElse(null));
    status.put("address", address.map(ServerAddress::target).orElse(null));
    status.put("namespace", ServerAddress.NAMESPACE);
    status.put("database", server.database().toString());
    status.put("log", server.log().toString());
    status.put("version", address.map(ServerAddress::version).orElse(null));
    status.put("private", true);
    status.put("why", server.why().isEmpty() ? null : server.why());
    return status;
  }

  private static String json(Map<String, @Nullable Object> status) {
    try {
      return JSON.writeValueAsString(status);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Map<String, @Nullable Object> status) {
    StringBuilder text =
        new StringBuilder(Boolean.TRUE.equals(status.get("running")) ? "running" : "not running");
    for (String key : new String[] {"why", "address", "pid", "version", "database", "log"}) {
      Object value = status.get(key);
      if (value != null) {
        text.append(key.equals("why") ? ": " + value : "\n  " + key + ": " + value);
      }
    }
    return text.toString();
  }

  private void say(String line) {
    PrintWriter out = commandSpec().commandLine().getOut();
    out.println(line);
    out.flush();
  }

  /** Indented: a client that starts this command shows such lines as they come. */
  private void progress(String line) {
    PrintWriter err = commandSpec().commandLine().getErr();
    err.println("  " + line.strip());
    err.flush();
  }

  private void tell(String line) {
    PrintWriter err = commandSpec().commandLine().getErr();
    err.println("ct: " + line.strip());
    err.flush();
  }

  private CommandSpec commandSpec() {
    return java.util.Objects.requireNonNull(spec, "picocli sets it");
  }
}
