package io.codextemporal.activities.shell;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activities.journal.CommandResult;
import io.codextemporal.activities.journal.Ended;
import io.codextemporal.activities.journal.Look;
import io.codextemporal.activities.journal.RunningCommand;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Terminal;
import io.codextemporal.tool.Holding;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code write_stdin}: types at a command that was left running, waits a moment and tells what is
 * new. An interrupt ends the waiting only. Keys are typed once, however often the call is tried.
 * Thread-safe.
 */
public final class WriteStdinTool implements Tool {
  public static final String NAME = "write_stdin";

  private static final String INTERRUPT_KEY = "\u0003";
  private static final String NO_STDIN =
      "stdin is closed for this session; rerun exec_command with tty=true to keep stdin open";

  private final Terminals terminals;

  public WriteStdinTool(Terminals terminals) {
    this.terminals = terminals;
  }

  @Override
  public ToolOutcome run(ToolRun run, Progress progress)
      throws InterruptedException, IOException, BadArgumentsException {
    WriteStdinArguments arguments = WriteStdinArguments.parse(run.call().arguments());
    return switch (terminals.commands().look(run.session(), arguments.session())) {
      case Look.Fresh() -> failed("Unknown process id " + arguments.session());
      case Look.Unknown(String evidence, String again) ->
          gone(arguments, "Its outcome is unknown: " + evidence);
      case Look.Done(CommandResult result) -> last(run, arguments, result, 0);
      case Look.Underway(RunningCommand running) -> underway(run, arguments, running, progress);
    };
  }

  private ToolOutcome underway(
      ToolRun run, WriteStdinArguments arguments, RunningCommand running, Progress progress)
      throws InterruptedException, IOException {
    long began = System.nanoTime();
    if (running.tty() && !running.isOwn()) {
      running.end(Ended.Cause.WORKER_LOST);
      running.await();
      return gone(arguments, Terminals.LOST);
    }
    CallId call = run.call().id();
    if (ToldPiece.of(running.output(), call).isEmpty()) {
      if (!arguments.chars().isEmpty()) {
        Optional<String> refusal = type(call, arguments.chars(), running);
        if (refusal.isPresent()) {
          return failed(refusal.get());
        }
      }
      Optional<CommandResult> result = waited(arguments, running, progress);
      if (result.isPresent()) {
        return last(run, arguments, result.get(), since(began));
      }
    }
    ToldPiece piece = ToldPiece.take(running.output(), call, since(began), false);
    return ExecOutput.part(running.soFar(), arguments.session(), piece, arguments.maxOutputTokens())
        .holding(
            new Holding(
                Terminal.placeOf(arguments.session()),
                terminals.owners().own(),
                null,
                arguments.wakes()));
  }

  /** Types; or why that cannot be. */
  private static Optional<String> type(CallId call, String chars, RunningCommand running) {
    try {
      if (running.tty()) {
        running.type(call, chars.getBytes(StandardCharsets.UTF_8));
      } else if (chars.equals(INTERRUPT_KEY)) {
        running.interruptKey(call);
      } else {
        return Optional.of(NO_STDIN);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("its terminal is closed: " + e.getMessage());
    }
  }

  private static Optional<CommandResult> waited(
      WriteStdinArguments arguments, RunningCommand running, Progress progress)
      throws InterruptedException, IOException {
    Consumer<String> listener = progress::output;
    running.onOutput(listener);
    try {
      return running.await(arguments.yield());
    } finally {
      running.removeListener(listener);
    }
  }

  private ToolOutcome last(
      ToolRun run, WriteStdinArguments arguments, CommandResult result, long millis)
      throws IOException {
    if (result.ended().cause() == Ended.Cause.WORKER_LOST) {
      return gone(arguments, Terminals.LOST);
    }
    ToldPiece piece = ToldPiece.take(result.output(), run.call().id(), millis, true);
    return terminals
        .last(result, piece, arguments.maxOutputTokens())
        .holding(new Holding(Terminal.placeOf(arguments.session()), null));
  }

  private static long since(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }

  private static ToolOutcome gone(WriteStdinArguments arguments, String why) {
    return failed("Unknown process id " + arguments.session() + ". " + why)
        .holding(new Holding(Terminal.placeOf(arguments.session()), null));
  }

  private static ToolOutcome.Completed failed(String why) {
    return new ToolOutcome.Completed("write_stdin failed: " + why, 0, false, null, 0, null, null);
  }
}
