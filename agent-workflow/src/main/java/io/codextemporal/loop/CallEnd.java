package io.codextemporal.loop;

import io.codextemporal.conversation.OutputItems;
import io.codextemporal.loop.ToolResult.Meaning;
import io.codextemporal.protocol.FileChange;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.tool.ToolOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How one call ended: what the model reads, and what people see.
 *
 * @param output the whole text the model reads
 * @param bodyAt where in it the printed text begins, UTF-16 units
 * @param millis how long it ran, or null where it did not
 * @param judgement how the policy judged it, or null
 * @param changes what it did to files
 * @param images data URLs the model sees after the text
 * @param goesOn whether something of it runs on: to look at that again is no repetition
 */
record CallEnd(
    ToolCallStatus status,
    Meaning meaning,
    String output,
    int bodyAt,
    @Nullable Integer exitCode,
    @Nullable Long millis,
    @Nullable String outputFile,
    @Nullable String keptDigest,
    @Nullable Judgement judgement,
    List<FileChange> changes,
    List<String> images,
    boolean goesOn) {
  private static final String REJECTED = "rejected by user";

  static CallEnd of(ToolOutcome.Completed completed) {
    return new CallEnd(
        completed.success() ? ToolCallStatus.COMPLETED : ToolCallStatus.FAILED,
        Meaning.RAN,
        completed.output(),
        Math.clamp(completed.bodyAt(), 0, completed.output().length()),
        completed.exitCode(),
        completed.millis(),
        completed.outputFile(),
        completed.keptDigest(),
        null,
        completed.changes(),
        completed.images(),
        completed.holding() != null && completed.holding().queue() != null);
  }

  /** It ran in the loop itself and went well. */
  static CallEnd done(String output) {
    return text(ToolCallStatus.COMPLETED, Meaning.RAN, output);
  }

  /** It could not run, and the model reads why. */
  static CallEnd failed(String output) {
    return text(ToolCallStatus.FAILED, Meaning.RAN, output);
  }

  /** The policy forbade it. */
  static CallEnd refused(String output) {
    return text(ToolCallStatus.DECLINED, Meaning.RAN, output);
  }

  /** A person said no. */
  static CallEnd denied(String reason) {
    return text(
        ToolCallStatus.DECLINED,
        Meaning.DENIED,
        reason.isBlank() ? REJECTED : REJECTED + ": " + reason);
  }

  /** A person said no, and that the turn shall end. */
  static CallEnd deniedForGood() {
    return text(ToolCallStatus.DECLINED, Meaning.INTERRUPTED, REJECTED);
  }

  /** The turn was interrupted before it began. */
  static CallEnd notStarted() {
    return text(ToolCallStatus.ABORTED, Meaning.INTERRUPTED, OutputItems.ABORTED);
  }

  /** The turn was interrupted while it ran. */
  static CallEnd stoppedAfter(Duration wall) {
    String output =
        String.format(
            Locale.ROOT, "Wall time: %.1f seconds\naborted by user", wall.toMillis() / 1000.0);
    return text(ToolCallStatus.ABORTED, Meaning.INTERRUPTED, output);
  }

  /** Nobody knows whether it ran; {@code evidence} is what can be told. */
  static CallEnd unknown(String evidence) {
    return text(
        ToolCallStatus.OUTCOME_UNKNOWN,
        Meaning.RAN,
        "outcome unknown: the worker that ran this was lost. It may have run in whole, in part or"
            + " not at all, and was not run again. Look before you repeat it.\n"
            + evidence);
  }

  CallEnd interrupted() {
    return new CallEnd(
        status,
        Meaning.INTERRUPTED,
        output,
        bodyAt,
        exitCode,
        millis,
        outputFile,
        keptDigest,
        judgement,
        changes,
        images,
        goesOn);
  }

  CallEnd judged(@Nullable Judgement how) {
    return new CallEnd(
        status,
        meaning,
        output,
        bodyAt,
        exitCode,
        millis,
        outputFile,
        keptDigest,
        how,
        changes,
        images,
        goesOn);
  }

  /** What was printed, without header lines. */
  String body() {
    return output.substring(bodyAt);
  }

  /** What is the same when the same happens again. */
  String essence() {
    String said = goesOn ? output : body();
    return status + " " + exitCode + "\n" + said + String.join("\n", images);
  }

  private static CallEnd text(ToolCallStatus status, Meaning meaning, String output) {
    return new CallEnd(
        status, meaning, output, 0, null, null, null, null, null, List.of(), List.of(), false);
  }
}
