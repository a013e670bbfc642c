package io.codextemporal.worker.main;

import io.codextemporal.activities.scripted.EchoScript;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.config.Machine;
import io.codextemporal.config.Places;
import io.codextemporal.config.ServerAddress;
import io.codextemporal.config.SessionFlags;
import io.codextemporal.config.SettingsLoader;
import io.codextemporal.config.TemporalTarget;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.EventQuery;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.SessionStart;
import io.codextemporal.protocol.UserText;
import io.codextemporal.wire.Keyring;
import io.codextemporal.wire.SealedDataConverter;
import io.codextemporal.worker.lifecycle.PrivateServer;
import io.codextemporal.worker.lifecycle.RehearsalServer;
import io.codextemporal.worker.lifecycle.RehearsedHistory;
import io.codextemporal.worker.lifecycle.WorkerProcess;
import io.codextemporal.worker.lifecycle.WorkerSettings;
import io.codextemporal.workflow.SessionInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A worker's whole way once, from its start over a turn with a command to its end, in a home and
 * against a server and a model of its own, so that the JVM's class cache learns it.
 */
final class Rehearsal {
  private static final SessionId SESSION = new SessionId("rehearsal");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Uses {@code folder}, which is empty, as home and workspace. Says whether all went well. */
  static boolean in(Path folder) throws IOException, InterruptedException {
    try (ScriptedModel model = ScriptedModel.start()) {
      model.otherwise(new EchoScript());
      Map<String, String> environment = environment(folder, model.baseUrl());
      Places places = Places.of(environment);
      Keyring keys = Keyring.at(places.keyFile());
      SessionSettings settings =
          new SettingsLoader(places, environment)
              .load(SessionFlags.NONE, folder, ApprovalMode.NEVER, SandboxMode.DANGER_FULL_ACCESS)
              .settings();
      try (RehearsalServer server = new RehearsalServer(history(settings, keys))) {
        environment.put("TEMPORAL_ADDRESS", "127.0.0.1:" + server.port());
        // Two commands, so three requests; the warm-up has a model of its own.
        return rehearse(places, environment, keys, server) && model.requests().size() == 3;
      }
    }
  }

  private static boolean rehearse(
      Places places, Map<String, String> environment, Keyring keys, RehearsalServer server)
      throws InterruptedException {
    WorkerProcess worker =
        new WorkerProcess(
            new WorkerSettings(
                places,
                TemporalTarget.resolve(places, environment),
                Machine.name(),
                "main",
                "",
                Main.VERSION,
                Duration.ofMillis(50),
                Duration.ZERO,
                Duration.ofHours(1),
                List.of()),
            new HomeParts(places, environment),
            keys,
            PrivateServer.none());
    Thread life =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                worker.run();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    boolean whole = server.awaitEnd(PATIENCE);
    worker.stop();
    life.join(PATIENCE);
    return whole;
  }

  private static RehearsedHistory history(SessionSettings settings, Keyring keys) {
    SealedDataConverter wire =
        new SealedDataConverter(keys).boundTo(ServerAddress.NAMESPACE, SESSION.value());
    SessionStart start =
        new SessionStart(
            SESSION, Machine.name(), Instant.now(), null, null, List.of(), false, settings);
    Op turn =
        new Op.UserTurn(new OpId("op"), "rehearsal", UserText.of("tools 2 sequential"), null, null);
    return new RehearsedHistory(
        SESSION.value(),
        MessageNames.queue(Machine.name()),
        wire.toPayloads((SessionInput) new SessionInput.Fresh(start)).orElseThrow(),
        wire.toPayloads(turn).orElseThrow(),
        wire.toPayloads(new EventQuery(0, 100_000)).orElseThrow());
  }

  private static Map<String, String> environment(Path folder, String modelUrl) throws IOException {
    Path codex = Files.createDirectories(folder.resolve("codex"));
    Files.writeString(
        codex.resolve("config.toml"),
        """
        model = "gpt-5.5"
        model_provider = "scripted"
        approval_policy = "never"
        sandbox_mode = "danger-full-access"

        [model_providers.scripted]
        name = "scripted"
        base_url = "%s"
        wire_api = "responses"
        """
            .formatted(modelUrl));
    Map<String, String> environment = new java.util.HashMap<>();
    environment.put("HOME", folder.toString());
    environment.put("CODEX_HOME", codex.toString());
    environment.put("CODEX_TEMPORAL_HOME", folder.resolve("ct").toString());
    environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    return environment;
  }

  private Rehearsal() {}
}
