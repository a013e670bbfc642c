package io.codextemporal.activities.shell;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activities.journal.CommandResult;
import io.codextemporal.activities.journal.Commands;
import io.codextemporal.activities.journal.CrashPoints;
import io.codextemporal.activities.journal.Ended;
import io.codextemporal.activities.journal.Look;
import io.codextemporal.activities.journal.RunningCommand;
import io.codextemporal.activities.patch.ApplyPatchTool;
import io.codextemporal.activities.patch.PatchInvocation;
import io.codextemporal.activities.sandbox.SandboxStop;
import io.codextemporal.activities.sandbox.UnconfinableException;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code exec_command}: runs a command line, waits for its end a while and tells what it printed;
 * what has not ended by then is left running.
 *
 * <p>What the journal knows of the call comes first: a command that ran is reported and one that
 * runs is joined, whatever the policy says by now. Only a fresh one is judged. Cancelling ends the
 * command and all its processes; a stopping worker leaves it to the next. Thread-safe.
 */
public final class ExecCommandTool implements Tool {
  /** The name the model calls it. */
  public static final String NAME = "exec_command";

  private static final Duration USER_TIMEOUT = Duration.ofHours(1);

  private final Commands commands;
  private final SessionEnvironments environments;
  private final CommandApproval approval;
  private final CommandStarter starter;
  private final ApplyPatchTool patches;
  private final Terminals terminals;

  /**
   * @param patches applies the patches that are typed as commands
   * @param terminals takes over what is left running
   */
  public ExecCommandTool(
      Commands commands,
      SessionEnvironments environments,
      CommandApproval approval,
      CommandStarter starter,
      ApplyPatchTool patches,
      Terminals terminals) {
    this.commands = commands;
    this.environments = environments;
    this.approval = approval;
    this.starter = starter;
    this.patches = patches;
    this.terminals = terminals;
  }

  @Override
  public ToolOutcome run(ToolRun run, Progress progress)
      throws InterruptedException, IOException, BadArgumentsException {
    ExecCommandArguments arguments = ExecCommandArguments.parse(run.call().arguments());
    Map<String, String> plain = environments.of(run.settings());
    String shell = Shells.choose(arguments.shell(), plain);
    Path cwd = folder(run.settings().cwd(), arguments.workdir());
    List<String> command = List.of(shell, "-c", arguments.cmd());
    Optional<PatchInvocation> patch = PatchInvocation.of(command);
    if (patch.isPresent() && !run.byUser()) {
      return patches.run(run, patch.get().patch(), folder(cwd.toString(), patch.get().folder()));
    }
    CommandRequest request =
        new CommandRequest(
            run,
            arguments,
            command,
            cwd,
            plain,
            run.byUser() ? USER_TIMEOUT : starter.wallTime(),
            progress);
    return switch (commands.look(run.session(), run.call().id(), request.digest())) {
      case Look.Done(CommandResult result) -> adopted(result, ended(request, result));
      case Look.Underway(RunningCommand running) ->
          adopted(running.soFar(), joined(request, request.digest(), running));
      case Look.Unknown(String evidence, String again) ->
          mayRepeat(run, again)
              ? fresh(request)
              : new ToolOutcome.OutcomeUnknown(arguments.cmd(), evidence, again);
      case Look.Fresh() -> fresh(request);
    };
  }

  private ToolOutcome fresh(CommandRequest request) throws InterruptedException, IOException {
    if (!Files.isDirectory(request.cwd())) {
      return cannot("the folder " + request.cwd() + " does not exist");
    }
    if (request.arguments().escalated() && starter.confines()) {
      return new ToolOutcome.Refused(
          "exec_command failed: this worker runs every command in its sandbox"
              + " (temporal.ceiling.sandbox in its config)");
    }
    CommandApproval.Clearance clearance =
        approval.judge(
            request.run(),
            request.command(),
            request.arguments(),
            request.cwd(),
            new MachineWhereabouts(environment(request), request.cwd()));
    ToolOutcome outcome =
        switch (clearance) {
          case CommandApproval.Clearance.Go go ->
              noted(started(request, request.digest(), held(go.judgement())), go.note());
          case CommandApproval.Clearance.Stop stop -> stop.outcome();
        };
    return outcome instanceof ToolOutcome.Judged judged
        ? new ToolOutcome.Judged(judged.judgement(), clearance.warnings(), judged.outcome())
        : new ToolOutcome.Judged(held(clearance.judgement()), clearance.warnings(), outcome);
  }

  /** Under a ceiling that confines, nothing runs outside, whatever let it run. */
  private Judgement held(Judgement judgement) {
    return judgement.verdict().equals("run") && starter.confines()
        ? new Judgement(judgement.verdict(), true, judgement.why())
        : judgement;
  }

  /** What an earlier attempt started keeps the judgement that let it start. */
  private static ToolOutcome adopted(CommandResult result, ToolOutcome outcome) {
    if (outcome instanceof ToolOutcome.Judged) {
      return outcome;
    }
    String why = result.why() == null ? "started by an earlier attempt" : result.why();
    return new ToolOutcome.Judged(
        new Judgement("run", result.sandbox() != null, why), List.of(), outcome);
  }

  private static ToolOutcome noted(ToolOutcome outcome, String note) {
    return note.isEmpty() || !(outcome instanceof ToolOutcome.Completed done)
        ? outcome
        : done.printing(done.output() + "\n" + note);
  }

  private ToolOutcome started(CommandRequest request, String digest, Judgement judgement)
      throws InterruptedException, IOException {
    RunningCommand started;
    try {
      started = starter.start(request, digest, environment(request), judgement);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (UnconfinableException e) {
      return cannot(
          "it cannot be run in the sandbox: "
              + e.why()
              + "\n[To ask the user to run it outside the sandbox, call again with"
              + " sandbox_permissions=require_escalated and a justification.]");
    } catch (IOException e) {
      return cannot(String.valueOf(e.getMessage()));
    }
    return awaited(request, digest, started);
  }

  /** What it printed, or the question whether it may run again where the sandbox is not. */
  private ToolOutcome ended(CommandRequest request, CommandResult result)
      throws InterruptedException, IOException {
    if (SandboxStop.neverStarted(result)) {
      starter.probeAgain();
      return request.told(result);
    }
    if (request.run().byUser() || starter.confines() || SandboxStop.in(result).isEmpty()) {
      return request.told(result);
    }
    Optional<ToolOutcome.NeedsApproval> question =
        approval.outside(request.run(), request.command(), request.arguments(), request.cwd());
    if (question.isEmpty()) {
      return request.told(result);
    }
    return switch (commands.look(
        request.run().session(), request.run().call().id(), request.digestOutside())) {
      case Look.Done(CommandResult outside) -> adopted(outside, request.told(outside));
      case Look.Underway(RunningCommand running) ->
          adopted(running.soFar(), joined(request, request.digestOutside(), running));
      case Look.Unknown(String evidence, String again) ->
          mayRepeat(request.run(), again)
              ? outside(request)
              : new ToolOutcome.OutcomeUnknown(request.arguments().cmd(), evidence, again);
      case Look.Fresh() ->
          CommandApproval.isGranted(request.run(), question.get())
              ? outside(request)
              : new ToolOutcome.Judged(
                  new Judgement("ask", false, "the sandbox stopped it"), List.of(), question.get());
    };
  }

  private ToolOutcome outside(CommandRequest request) throws InterruptedException, IOException {
    Judgement approved =
        new Judgement("run", false, "approved to run outside the sandbox that stopped it");
    return new ToolOutcome.Judged(
        approved, List.of(), started(request, request.digestOutside(), approved));
  }

  /** A command that this or another worker started for an earlier attempt. */
  private ToolOutcome joined(CommandRequest request, String digest, RunningCommand running)
      throws InterruptedException, IOException {
    running.whenEnded(starter::sweep);
    return awaited(request, digest, running);
  }

  private Map<String, String> environment(CommandRequest request) {
    return request.arguments().login()
        ? environments.afterLogin(
            request.run().settings(), request.command().getFirst(), request.plain())
        : request.plain();
  }

  /** Its end, or what there is when it is left running. */
  private ToolOutcome awaited(CommandRequest request, String digest, RunningCommand running)
      throws InterruptedException, IOException {
    Optional<CommandResult> result = waited(request, running);
    if (result.isEmpty()) {
      return terminals.left(request, digest, running);
    }
    return digest.equals(request.digest())
        ? ended(request, result.get())
        : request.told(result.get());
  }

  private Optional<CommandResult> waited(CommandRequest request, RunningCommand running)
      throws InterruptedException, IOException {
    Progress progress = request.progress();
    Consumer<String> listener = progress::output;
    running.onOutput(listener);
    try {
      return running.await(request.patience());
    } catch (InterruptedException e) {
      if (progress.stop() == Stop.CANCELLED) {
        CrashPoints.pass("K18");
        running.end(Ended.Cause.INTERRUPTED);
        running.await();
      } else if (progress.stop() == Stop.LOST) {
        terminals.orphaned(request.run().session(), running);
      }
      throw e;
    } finally {
      running.removeListener(listener);
    }
  }

  private static boolean mayRepeat(ToolRun run, String digest) {
    ToolRun.Grant grant = run.grant();
    return grant != null && grant.again() && grant.digest().equals(digest);
  }

  private static Path folder(String cwd, @Nullable String workdir) throws BadArgumentsException {
    try {
      Path base = Path.of(cwd);
      return workdir == null || workdir.isEmpty() ? base : base.resolve(workdir).normalize();
    } catch (InvalidPathException e) {
      throw new BadArgumentsException("`workdir` is no path: " + e.getMessage());
    }
  }

  private static ToolOutcome cannot(String why) {
    return new ToolOutcome.Completed("exec_command failed: " + why, 0, false, null, 0, null, null);
  }
}
