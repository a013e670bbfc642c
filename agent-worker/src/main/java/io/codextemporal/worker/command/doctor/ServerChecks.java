package io.codextemporal.worker.command.doctor;

import io.codextemporal.config.TemporalEndpoint;
import io.codextemporal.config.TemporalReach;
import io.codextemporal.config.TemporalTarget;
import io.codextemporal.worker.command.ServerSurroundings;
import io.codextemporal.worker.server.ServerRegistration;
import io.codextemporal.worker.server.ServerStatus;
import io.grpc.StatusRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Temporal: the binary and the server of this home, or the one that is configured. */
final class ServerChecks {
  private static final Duration REACH = Duration.ofSeconds(4);

  private final ServerSurroundings surroundings;
  private final MachineChecks machine;

  ServerChecks(ServerSurroundings surroundings, MachineChecks machine) {
    this.surroundings = surroundings;
    this.machine = machine;
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    TemporalTarget target;
    try {
      target = surroundings.target();
    } catch (io.codextemporal.config.ConfigException e) {
      return List.of(
          Check.needed(
              "temporal configuration",
              () -> Finding.bad(String.valueOf(e.getMessage()), e.remedy())));
    }
    switch (target) {
      case TemporalTarget.Configured configured -> {
        checks.add(Check.needed("temporal server", () -> configured(configured.server())));
        configured
            .exposure()
            .ifPresent(open ->
                checks.add(
                    Check.helpful("temporal line", () -> Finding.bad(open, TemporalTarget.COVER))));
      }
      case TemporalTarget.Private _ -> {
        checks.add(Check.needed("temporal binary", this::binary));
        checks.add(Check.needed("temporal server", this::ours));
      }
    }
    target
        .endpoint()
        .ifPresent(
            endpoint -> checks.add(Check.needed("search attributes", () -> attributes(endpoint))));
    return checks;
  }

  private Finding binary() {
    return surroundings
        .binaries()
        .look()
        .map(binary ->
            Finding.good(
                binary.program() + " (" + binary.origin() + ", server " + binary.version() + ")"))
        .orElseGet(this::noBinary);
  }

  /** Not there is well, as long as it can be had when it is needed. */
  private Finding noBinary() {
    Optional<Path> go = machine.find("go");
    boolean module =
        surroundings
            .launcher()
            .map(ct -> ct.resolveSibling("temporal-server").resolve("build"))
            .filter(Files::isExecutable)
            .isPresent();
    return go.isPresent() && module
        ? Finding.good("not here: fetched, or built with " + go.get() + ", when first needed")
        : Finding.bad(
            "not on PATH, not configured, not cached, and no Go to build it with",
            "Put `temporal` on PATH, or name it as temporal.binary, or install Go 1.26 or newer;"
                + " without them the official release is fetched when first needed.");
  }

  private Finding ours() {
    ServerStatus status = surroundings.supervisor(line -> {}).status();
    String database = "database " + status.database();
    if (status.running()) {
      String at =
          status.address().map(a -> a.target() + ", server " + a.version()).orElse("")
              + ", "
              + database;
      return status.why().isEmpty()
          ? Finding.good(at)
          : Finding.bad(at + ": " + status.why(), "End it and put the file back: ct server stop");
    }
    boolean rests = status.stoppedByUser() || status.address().isEmpty() || !alive(status);
    return rests
        ? Finding.good("not running (" + status.why() + "); starts when needed; " + database)
        : Finding.bad(
            status.why() + "; " + database, "ct server start replaces it; see " + status.log());
  }

  private static boolean alive(ServerStatus status) {
    return status.address().filter(address -> address.process().alive()).isPresent();
  }

  private static Finding configured(TemporalEndpoint endpoint) {
    return switch (TemporalReach.of(endpoint, REACH)) {
      case TemporalReach.Serving serving ->
          Finding.good(endpoint + ", configured, server " + serving.version());
      case TemporalReach.Unreachable away ->
          Finding.bad(
              endpoint + ", configured: " + away.reason(),
              "Start it, or unset TEMPORAL_ADDRESS to use a private one.");
    };
  }

  private Finding attributes(TemporalEndpoint endpoint) {
    if (!(TemporalReach.of(endpoint, REACH) instanceof TemporalReach.Serving)) {
      return endpoint.privateServer()
          ? Finding.good("registered at each start")
          : Finding.bad("not known: the server does not answer", "");
    }
    try (ServerRegistration registration = new ServerRegistration(endpoint)) {
      Set<String> missing = registration.missingAttributes();
      return missing.isEmpty()
          ? Finding.good("CtStatus, CtFolder in namespace " + endpoint.namespace())
          : Finding.bad(
              "missing in namespace " + endpoint.namespace() + ": " + String.join(", ", missing),
              "temporal operator search-attribute create --namespace "
                  + endpoint.namespace()
                  + " --name CtStatus --type Keyword --name CtFolder --type Keyword");
    } catch (StatusRuntimeException e) {
      return Finding.bad(String.valueOf(e.getMessage()), "");
    }
  }
}
