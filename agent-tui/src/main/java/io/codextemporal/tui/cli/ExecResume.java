package io.codextemporal.tui.cli;

import io.codextemporal.config.LoadedSettings;
import io.codextemporal.config.SessionFlags;
import io.codextemporal.config.SettingsLoader;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.SettingsPatch;
import io.codextemporal.protocol.UserText;
import io.codextemporal.tui.session.Description;
import io.codextemporal.tui.session.Ids;
import io.codextemporal.tui.session.Launcher;
import io.codextemporal.tui.session.Services;
import io.codextemporal.tui.session.SessionClient;
import io.codextemporal.tui.session.SessionFailure;
import io.codextemporal.tui.session.Who;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** {@code ct exec resume}: the next turn of a session that is there. */
final class ExecResume {
  private static final Set<String> CHANGEABLE =
      Set.of(
          "model",
          "model_provider",
          "model_reasoning_effort",
          "model_reasoning_summary",
          "approval_policy",
          "sandbox_mode",
          "tool_output_token_limit",
          "web_search");

  private final Surroundings around;
  private final ExecCommand command;
  private final Services services;
  private final long began;

  ExecResume(Surroundings around, ExecCommand command, Services services, long began) {
    this.around = around;
    this.command = command;
    this.services = services;
    this.began = began;
  }

  int run(SessionFlags flags, Optional<String> schema) {
    Optional<String> id = command.id();
    UserText prompt = command.message();
    Path folder = command.session.folder(around.here());
    LoadedSettings loaded =
        new SettingsLoader(around.places(), around.environment())
            .load(flags, folder, ApprovalMode.NEVER, SandboxMode.READ_ONLY);
    fixed(flags)
        .forEach(key ->
            around
                .stdio()
                .err()
                .println(
                    "ct: warning: -c "
                        + PlainText.of(key)
                        + " holds for new sessions; this one keeps what it began with"));
    new MachineFiles(around).leaveKeys(loaded.settings().model().provider());
    SessionClient client = services.client();
    SessionId session = new Naming(client, around).session(id, command.last, command.all);
    Description now = client.describe(session);
    Optional<CompletableFuture<Launcher.Result>> worker = services.wakeWorker();
    OpId op = Ids.op();
    List<Op> ops = new ArrayList<>();
    patch(flags, loaded.settings())
        .ifPresent(patch -> ops.add(new Op.OverrideSettings(Ids.op(), Who.as("exec"), patch)));
    ops.addAll(Exec.ops(op, prompt, command.patience(), schema.orElse(null)));
    long after = now.open() ? watermark(client, session, worker) : 0;
    if (now.open()) {
      ops.forEach(each -> client.send(session, each));
    } else {
      client.reopen(session, ops);
    }
    if (command.detach) {
      around
          .stdio()
          .out()
          .println(command.json ? ExecJson.threadStarted(session).toString() : session.value());
      return ExitCode.OK;
    }
    TurnView view = Exec.view(around.stdio(), command);
    view.opened(session);
    String machine = now.row().map(row -> row.summary().machine()).orElse("");
    TurnOutcome outcome =
        new TurnFollower(
                client, services, session, machine, TurnWatch.ofOp(op), view, command.timeout())
            .startedWith(worker)
            .follow(after, false, began);
    return new ExecEnd(around, command).end(session, outcome, view);
  }

  /** Everything before it is known; with no worker to ask, nothing is. */
  private static long watermark(
      SessionClient client,
      SessionId session,
      Optional<CompletableFuture<Launcher.Result>> worker) {
    try {
      return worker.isPresent() ? 0 : client.watermark(session);
    } catch (SessionFailure e) {
      if (e.kind() == SessionFailure.Kind.NO_WORKER) {
        return 0;
      }
      throw e;
    }
  }

  /** Keys of {@code -c} that a session has once and for all. */
  static List<String> fixed(SessionFlags flags) {
    return keys(flags).stream().filter(key -> !CHANGEABLE.contains(key)).toList();
  }

  private static List<String> keys(SessionFlags flags) {
    return flags.overrides().stream().map(text -> text.split("=", 2)[0].strip()).toList();
  }

  /** What the command line says about the session from now on; its folder stays without -C. */
  static Optional<SettingsPatch> patch(SessionFlags flags, SessionSettings loaded) {
    List<String> keys = keys(flags);
    boolean provider =
        keys.contains("model_provider") || flags.oss() || flags.localProvider() != null;
    SettingsPatch patch =
        new SettingsPatch(
            flags.model() != null || keys.contains("model") ? loaded.model().model() : null,
            provider ? loaded.model().provider() : null,
            keys.contains("model_reasoning_effort") ? loaded.model().effort() : null,
            keys.contains("model_reasoning_summary") ? loaded.model().summary() : null,
            flags.approval() != null || keys.contains("approval_policy")
                ? loaded.tools().approval()
                : null,
            flags.sandbox() != null || keys.contains("sandbox_mode")
                ? loaded.tools().sandbox()
                : null,
            flags.cwd() != null ? loaded.tools().cwd() : null,
            null,
            keys.contains("web_search") ? loaded.tools().webSearch() : null,
            keys.contains("tool_output_token_limit") ? loaded.tools().outputTokens() : null);
    return patch.equals(new SettingsPatch(null, null, null, null, null, null, null, null))
        ? Optional.empty()
        : Optional.of(patch);
  }
}
