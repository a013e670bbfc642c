package io.codextemporal.activities.shell;

import io.codextemporal.activities.journal.CommandResult;
import io.codextemporal.activities.journal.Ended;
import io.codextemporal.activities.limits.CommandLimits;
import io.codextemporal.activities.sandbox.SandboxStop;
import io.codextemporal.conversation.Sha256;
import io.codextemporal.policy.TruncationPolicy;
import io.codextemporal.policy.TruncationPolicy.OverlongText;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells the model how a command ended. The same result gives the same text, whichever worker and
 * whichever attempt tells it.
 */
final class ExecOutput {
  /** As a timeout is told by convention. */
  private static final int TIMED_OUT = 124;

  /** Room for what stands around the command's own words. */
  private static final int FRAME_BYTES = 2_000;

  private static final int MOST_TOKENS = (MessageNames.MAX_TOOL_OUTPUT_BYTES - FRAME_BYTES) / 4;

  static ToolOutcome.Completed of(CommandResult result, int maxTokens, Duration timeout)
      throws IOException {
    return of(
        result, OutputText.read(result.output()), result.ended().millis(), maxTokens, timeout);
  }

  /** What is new of a command that was left running and has ended. */
  static ToolOutcome.Completed last(
      CommandResult result, ToldPiece piece, int maxTokens, Duration timeout) throws IOException {
    return of(result, text(result, piece), piece.millis(), maxTokens, timeout);
  }

  /** What is new of a command that runs on, under the number by which the model knows it. */
  static ToolOutcome.Completed part(CommandResult soFar, int number, ToldPiece piece, int maxTokens)
      throws IOException {
    OverlongText text = text(soFar, piece);
    TruncationPolicy policy = TruncationPolicy.tokens(Math.min(maxTokens, MOST_TOKENS));
    boolean whole = policy.fits(text);
    String header =
        header(
            soFar.mark() + piece.call(),
            piece.millis(),
            "Process running with session ID " + number,
            text);
    String output = header + policy.cutWithWarning(text);
    return new ToolOutcome.Completed(
        whole ? output : output + "\n[full output: " + soFar.output() + "]",
        header.length(),
        true,
        null,
        piece.millis(),
        whole ? null : soFar.output().toString(),
        null);
  }

  private static OverlongText text(CommandResult result, ToldPiece piece) throws IOException {
    return OutputText.read(result.output(), piece.from(), piece.to());
  }

  private static ToolOutcome.Completed of(
      CommandResult result, OverlongText text, long millis, int maxTokens, Duration timeout)
      throws IOException {
    Ended ended = result.ended();
    TruncationPolicy policy = TruncationPolicy.tokens(Math.min(maxTokens, MOST_TOKENS));
    boolean whole = policy.fits(text);
    Integer exit = ended.exitCode();
    if (ended.cause() == Ended.Cause.TIMED_OUT) {
      exit = TIMED_OUT;
    } else if (ended.cause() == Ended.Cause.WORKER_LOST) {
      exit = null;
    }
    String header = header(result, exit, millis, text);
    StringBuilder output = new StringBuilder(header);
    output.append(remark(ended, timeout)).append(policy.cutWithWarning(text));
    output.append(limited(result, text)).append(stopped(result));
    if (!whole) {
      output.append("\n[full output: ").append(result.output()).append(']');
    }
    return new ToolOutcome.Completed(
        output.toString(),
        header.length(),
        ended.cause() == Ended.Cause.EXITED && exit != null && exit == 0,
        exit,
        millis,
        whole ? null : result.output().toString(),
        null);
  }

  private static String header(
      CommandResult result, @Nullable Integer exit, long millis, OverlongText text) {
    double seconds = millis / 1_000.0;
    if (result.ended().cause() == Ended.Cause.INTERRUPTED) {
      return String.format(Locale.ROOT, "Wall time: %.1f seconds\naborted by user\n", seconds);
    }
    return header(
        result.mark(),
        millis,
        exit == null ? "Process was ended" : "Process exited with code " + exit,
        text);
  }

  private static String header(String mark, long millis, String state, OverlongText text) {
    return "Chunk ID: "
        + Sha256.hex(mark).substring(0, 6)
        + "\n"
        + String.format(Locale.ROOT, "Wall time: %.4f seconds\n", millis / 1_000.0)
        + state
        + "\n"
        + "Original token count: "
        + TruncationPolicy.tokensOf(text.bytes())
        + "\nOutput:\n";
  }

  private static String limited(CommandResult result, OverlongText text) {
    return CommandLimits.hit(result, text.tail())
        .map(limit -> "\n[The command ran into its " + limit + ".]")
        .orElse("");
  }

  /** That it was the sandbox, and what can be done about it. */
  private static String stopped(CommandResult result) throws IOException {
    if (SandboxStop.neverStarted(result)) {
      return "\n[The sandbox could not be set up; the command was not started. ct doctor says more.]";
    }
    return SandboxStop.in(result)
        .map(what ->
            "\n[The sandbox ("
                + result.sandbox()
                + ") seems to have stopped this: "
                + what
                + ". It is not a failure of the command itself.]")
        .orElse("");
  }

  /** What the command's own words do not say. */
  private static String remark(Ended ended, Duration timeout) {
    return switch (ended.cause()) {
      case EXITED, INTERRUPTED, UNKNOWN -> "";
      case TIMED_OUT -> "command timed out after " + timeout.toMillis() + " milliseconds\n";
      case OUTPUT_LIMIT -> "command stopped: it wrote more output than is kept\n";
      case WORKER_LOST -> Terminals.LOST + "\n";
      case WORKER_STOPPED -> "command ended: an operator stopped the worker and its commands\n";
    };
  }

  private ExecOutput() {}
}
