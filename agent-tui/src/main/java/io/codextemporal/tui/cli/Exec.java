package io.codextemporal.tui.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.codextemporal.config.LoadedSettings;
import io.codextemporal.config.Machine;
import io.codextemporal.config.SessionFlags;
import io.codextemporal.config.SettingsLoader;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.SessionStart;
import io.codextemporal.protocol.UserText;
import io.codextemporal.tui.session.Description;
import io.codextemporal.tui.session.Ids;
import io.codextemporal.tui.session.Launcher;
import io.codextemporal.tui.session.Messages;
import io.codextemporal.tui.session.Patience;
import io.codextemporal.tui.session.Services;
import io.codextemporal.tui.session.SessionClient;
import io.codextemporal.tui.session.SessionFailure;
import io.codextemporal.tui.session.Who;
import io.codextemporal.wire.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One run of {@code ct exec}: makes the message durable, then follows its turn. */
final class Exec {
  /** The longest single wait without {@code --wait}. */
  static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

  private final Surroundings around;
  private final ExecCommand command;
  private final Services services;
  private final long began;

  Exec(Surroundings around, ExecCommand command, long began) {
    this.around = around;
    this.command = command;
    this.services = around.services();
    this.began = began;
  }

  int run() {
    command.timeout();
    command.patience();
    SessionFlags flags = command.session.flags();
    command
        .session
        .warning()
        .ifPresent(warning -> around.stdio().err().println("ct: warning: " + warning));
    Optional<String> schema = schema();
    return switch (command.mode()) {
      case NEW -> begin(flags, schema);
      case RESUME -> new ExecResume(around, command, services, began).run(flags, schema);
      case FORK -> fork(flags, schema);
    };
  }

  private int begin(SessionFlags flags, Optional<String> schema) {
    Path folder = command.session.folder(around.here());
    checkGit(folder);
    UserText prompt = command.message();
    return open(new Opening(flags, schema, folder, prompt, null, List.of()));
  }

  /** The parent's folder, unless -C names another; the settings are those of a new session. */
  private int fork(SessionFlags flags, Optional<String> schema) {
    Optional<String> id = command.id();
    UserText prompt = command.message();
    SessionClient client = services.client();
    SessionId parent = new Naming(client, around).session(id, command.last, command.all);
    Description description = client.describe(parent);
    List<String> seed = Patience.withWorker(services, description, () -> client.seed(parent));
    Path there = description.row().map(row -> Path.of(row.summary().cwd())).orElse(around.here());
    return open(new Opening(flags, schema, command.session.folder(there), prompt, parent, seed));
  }

  /** What a session begins with. */
  private record Opening(
      SessionFlags flags,
      Optional<String> schema,
      Path folder,
      UserText prompt,
      @Nullable SessionId parent,
      List<String> seed) {}

  private int open(Opening opening) {
    CompletableFuture<SessionClient> dialled = CompletableFuture.supplyAsync(services::dial);
    SessionSettings settings =
        Joining.meanwhile(dialled, () -> settings(opening.flags(), opening.folder()));
    SessionClient client = Joining.of(dialled);
    client.connection().target().warning().ifPresent(this::warn);
    Optional<CompletableFuture<Launcher.Result>> worker = services.needAll(client);
    SessionId session = Ids.session();
    OpId op = Ids.op();
    SessionStart start =
        new SessionStart(
            session,
            Machine.name(),
            Instant.now(),
            GitFolder.branch(opening.folder()).orElse(null),
            opening.parent(),
            opening.seed(),
            command.ephemeral,
            settings);
    client.start(
        start, ops(op, opening.prompt(), command.patience(), opening.schema().orElse(null)));
    if (command.detach) {
      return detached(session);
    }
    Practice.begin(client, session, stdio -> view(stdio, command));
    TurnView view = view(around.stdio(), command);
    view.opened(session);
    TurnOutcome outcome =
        new TurnFollower(
                client,
                services,
                session,
                Machine.name(),
                TurnWatch.ofOp(op),
                view,
                command.timeout())
            .startedWith(worker)
            .follow(0, true, began);
    int code = new ExecEnd(around, command).end(session, outcome, view);
    if (command.ephemeral && code != ExitCode.TIMEOUT && !(outcome instanceof TurnOutcome.Left)) {
      forget(client, session);
    }
    return code;
  }

  private SessionSettings settings(SessionFlags flags, Path folder) {
    LoadedSettings loaded =
        new SettingsLoader(around.places(), around.environment())
            .load(flags, folder, ApprovalMode.NEVER, SandboxMode.READ_ONLY);
    loaded.warnings().forEach(this::warn);
    return new MachineFiles(around).leave(loaded.settings());
  }

  private void warn(String warning) {
    around.stdio().err().println("ct: warning: " + warning);
  }

  private int detached(SessionId session) {
    around
        .stdio()
        .out()
        .println(command.json ? ExecJson.threadStarted(session).toString() : session.value());
    return ExitCode.OK;
  }

  static List<Op> ops(
      OpId op, UserText prompt, @Nullable Duration patience, @Nullable String schema) {
    String from = Who.as("exec");
    return Messages.ops(
        op, from, prompt, text -> new Op.UserTurn(op, from, text, patience, schema));
  }

  static TurnView view(Stdio stdio, ExecCommand command) {
    return command.json ? new JsonTurnView(stdio, command.deltas) : new TextTurnView(stdio, false);
  }

  private void checkGit(Path folder) {
    if (!command.skipGitCheck && !GitFolder.isInside(folder)) {
      throw new CliFailure(
          folder.toString(),
          "it is in no git repository",
          "Work in one, or say --skip-git-repo-check.",
          ExitCode.USAGE);
    }
  }

  private Optional<String> schema() {
    Path file = command.schema;
    if (file == null) {
      return Optional.empty();
    }
    try {
      JsonNode schema = WireJson.mapper().readTree(Files.readString(file));
      if (schema == null || !schema.isObject()) {
        throw badSchema(file, "it holds no JSON object", null);
      }
      return Optional.of(schema.toString());
    } catch (JsonProcessingException e) {
      throw badSchema(file, "it is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw badSchema(file, "it cannot be read", e);
    }
  }

  private static CliFailure badSchema(Path file, String why, @Nullable Exception cause) {
    CliFailure failure =
        new CliFailure(
            file.toString(), why, "Give a JSON schema to --output-schema.", ExitCode.USAGE);
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }

  private static void forget(SessionClient client, SessionId session) {
    try {
      client.delete(session);
    } catch (SessionFailure e) {
      // It is never listed, and retention removes it.
    }
  }
}
