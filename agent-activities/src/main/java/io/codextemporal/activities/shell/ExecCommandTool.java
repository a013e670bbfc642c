package io.codextemporal.activities.shell;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activities.journal.CommandResult;
import io.codextemporal.activities.journal.CommandSpec;
import io.codextemporal.activities.journal.Commands;
import io.codextemporal.activities.journal.CrashPoints;
import io.codextemporal.activities.journal.Ended;
import io.codextemporal.activities.journal.Look;
import io.codextemporal.activities.journal.RunningCommand;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.conversation.Sha256;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code exec_command}: runs a command line, waits for its end and tells what it printed.
 *
 * <p>What the journal knows of the call comes first: a command that ran is reported and one that
 * runs is joined, whatever the policy says by now. Only a fresh one is judged. Cancelling ends the
 * command and all its processes; a stopping worker leaves it to the next. Thread-safe.
 */
public final class ExecCommandTool implements Tool {
  /** The name the model calls it. */
  public static final String NAME = "exec_command";

  private static final Duration MODEL_TIMEOUT = Duration.ofMinutes(10);
  private static final Duration USER_TIMEOUT = Duration.ofHours(1);

  private final Commands commands;
  private final SessionEnvironments environments;
  private final CommandApproval approval;
  private final long maxOutputBytes;

  /**
   * @param maxOutputBytes of output kept on disk; a command that writes more is stopped
   */
  public ExecCommandTool(
      Commands commands,
      SessionEnvironments environments,
      CommandApproval approval,
      long maxOutputBytes) {
    this.commands = commands;
    this.environments = environments;
    this.approval = approval;
    this.maxOutputBytes = maxOutputBytes;
  }

  @Override
  public ToolOutcome run(ToolRun run, Progress progress)
      throws InterruptedException, IOException, BadArgumentsException {
    ExecCommandArguments arguments = ExecCommandArguments.parse(run.call().arguments());
    Map<String, String> plain = environments.of(run.settings());
    String shell = Shells.choose(arguments.shell(), plain);
    Path cwd = folder(run.settings().cwd(), arguments.workdir());
    List<String> command = List.of(shell, "-c", arguments.cmd());
    Request request = new Request(run, arguments, command, cwd, plain, progress);
    return switch (commands.look(run.session(), run.call().id(), request.digest())) {
      case Look.Done(CommandResult result) -> request.told(result);
      case Look.Underway(RunningCommand running) -> request.told(awaited(running, progress));
      case Look.Unknown(String evidence, String again) ->
          mayRepeat(run, again)
              ? fresh(request)
              : new ToolOutcome.OutcomeUnknown(arguments.cmd(), evidence, again);
      case Look.Fresh() -> fresh(request);
    };
  }

  private ToolOutcome fresh(Request request) throws InterruptedException, IOException {
    if (!Files.isDirectory(request.cwd())) {
      return cannot("the folder " + request.cwd() + " does not exist");
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
              go.sandboxed()
                  ? cannot("there is no sandbox to run it in")
                  : noted(started(request), go.note());
          case CommandApproval.Clearance.Stop stop -> stop.outcome();
        };
    return new ToolOutcome.Judged(clearance.judgement(), clearance.warnings(), outcome);
  }

  private static ToolOutcome noted(ToolOutcome outcome, String note) {
    return note.isEmpty() || !(outcome instanceof ToolOutcome.Completed done)
        ? outcome
        : new ToolOutcome.Completed(
            done.output() + "\n" + note,
            done.bodyAt(),
            done.success(),
            done.exitCode(),
            done.millis(),
            done.outputFile(),
            done.keptDigest());
  }

  private ToolOutcome started(Request request) throws InterruptedException, IOException {
    RunningCommand running;
    try {
      running = commands.start(spec(request));
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      return cannot(String.valueOf(e.getMessage()));
    }
    return request.told(awaited(running, request.progress()));
  }

  private CommandSpec spec(Request request) {
    return new CommandSpec(
        request.run().session(),
        request.run().call().id(),
        request.digest(),
        request.command(),
        request.cwd(),
        environment(request),
        request.timeout(),
        maxOutputBytes);
  }

  private Map<String, String> environment(Request request) {
    return request.arguments().login()
        ? environments.afterLogin(
            request.run().settings(), request.command().getFirst(), request.plain())
        : request.plain();
  }

  private static CommandResult awaited(RunningCommand running, Progress progress)
      throws InterruptedException, IOException {
    Consumer<String> listener = progress::output;
    running.onOutput(listener);
    try {
      return running.await();
    } catch (InterruptedException e) {
      if (progress.stop() == Stop.CANCELLED) {
        CrashPoints.pass("K18");
        running.end(Ended.Cause.INTERRUPTED);
        running.await();
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

  private record Request(
      ToolRun run,
      ExecCommandArguments arguments,
      List<String> command,
      Path cwd,
      Map<String, String> plain,
      Progress progress) {
    /** By what the model wrote alone: where and how it runs may look different by now. */
    String digest() {
      return Sha256.hex(run.call().name(), "\0", run.call().arguments());
    }

    Duration timeout() {
      return run.byUser() ? USER_TIMEOUT : MODEL_TIMEOUT;
    }

    ToolOutcome told(CommandResult result) throws IOException {
      return ExecOutput.of(result, arguments.maxOutputTokens(), timeout());
    }
  }
}
