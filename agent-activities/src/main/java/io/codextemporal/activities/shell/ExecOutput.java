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
    Ended ended = result.ended();
    OverlongText text = OutputText.read(result.output());
    TruncationPolicy policy = TruncationPolicy.tokens(Math.min(maxTokens, MOST_TOKENS));
    boolean whole = policy.fits(text);
    Integer exit = ended.exitCode();
    if (ended.cause() == Ended.Cause.TIMED_OUT) {
      exit = TIMED_OUT;
    }
    String header = header(result, exit, text);
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
        ended.millis(),
        whole ? null : result.output().toString(),
        null);
  }

  private static String header(CommandResult result, @Nullable Integer exit, OverlongText text) {
    Ended ended = result.ended();
    double seconds = ended.millis() / 1_000.0;
    if (ended.cause() == Ended.Cause.INTERRUPTED) {
      return String.format(Locale.ROOT, "Wall time: %.1f seconds\naborted by user\n", seconds);
    }
    return "Chunk ID: "
        + Sha256.hex(result.mark()).substring(0, 6)
        + "\n"
        + String.format(Locale.ROOT, "Wall time: %.4f seconds\n", seconds)
        + (exit == null ? "Process was ended\n" : "Process exited with code " + exit + "\n")
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
      case WORKER_STOPPED -> "command ended: an operator stopped the worker and its commands\n";
    };
  }

  private ExecOutput() {}
}
