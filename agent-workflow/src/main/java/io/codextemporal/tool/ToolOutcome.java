package io.codextemporal.tool;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.FileChange;
import io.codextemporal.protocol.Judgement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a tool call ended on the machine. */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "type",
    defaultImpl = ToolOutcome.Unreadable.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = ToolOutcome.Completed.class, name = "completed"),
  @JsonSubTypes.Type(value = ToolOutcome.NeedsApproval.class, name = "needs_approval"),
  @JsonSubTypes.Type(value = ToolOutcome.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = ToolOutcome.OutcomeUnknown.class, name = "outcome_unknown"),
  @JsonSubTypes.Type(value = ToolOutcome.Judged.class, name = "judged")
})
public sealed interface ToolOutcome {
  static ToolOutcome unreadable(String reason) {
    return new Unreadable(reason);
  }

  /**
   * It ran; whether well or badly is the model's to read.
   *
   * @param output the whole text the model reads, header lines included, at most 64 kB
   * @param bodyAt where in {@code output} the printed text begins, UTF-16 units
   * @param success false for a non-zero exit, a timeout, bad arguments
   * @param exitCode null where there is none
   * @param outputFile the whole output on this machine, or null
   * @param keptDigest the digest under which this machine's store keeps the call's output item, or
   *     null: then the item travels inline
   * @param changes what it did to files, as far as it knows
   * @param images what the model sees after the text: data URLs, or the names of images that the
   *     machine keeps
   * @param holding what lives in one worker because of it, or no longer does; null for nothing
   */
  record Completed(
      String output,
      int bodyAt,
      boolean success,
      @Nullable Integer exitCode,
      long millis,
      @Nullable String outputFile,
      @Nullable String keptDigest,
      @JsonSetter(nulls = Nulls.AS_EMPTY) List<FileChange> changes,
      @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> images,
      @Nullable Holding holding)
      implements ToolOutcome {
    public Completed {
      changes = List.copyOf(changes);
      images = List.copyOf(images);
    }

    /** What leaves nothing behind. */
    public Completed(
        String output,
        int bodyAt,
        boolean success,
        @Nullable Integer exitCode,
        long millis,
        @Nullable String outputFile,
        @Nullable String keptDigest,
        List<FileChange> changes,
        List<String> images) {
      this(
          output, bodyAt, success, exitCode, millis, outputFile, keptDigest, changes, images, null);
    }

    /** A text. */
    public Completed(
        String output,
        int bodyAt,
        boolean success,
        @Nullable Integer exitCode,
        long millis,
        @Nullable String outputFile,
        @Nullable String keptDigest) {
      this(output, bodyAt, success, exitCode, millis, outputFile, keptDigest, List.of(), List.of());
    }

    /** The same with this text, whose printed part begins where it did. */
    public Completed printing(String text) {
      return new Completed(
          text,
          bodyAt,
          success,
          exitCode,
          millis,
          outputFile,
          keptDigest,
          changes,
          images,
          holding);
    }

    /** The same with these images. */
    public Completed showing(List<String> shown) {
      return new Completed(
          output,
          bodyAt,
          success,
          exitCode,
          millis,
          outputFile,
          keptDigest,
          changes,
          shown,
          holding);
    }

    /** The same, kept in the machine's store under this digest. */
    public Completed kept(@Nullable String digest) {
      return new Completed(
          output, bodyAt, success, exitCode, millis, outputFile, digest, changes, images, holding);
    }

    /** The same, and who holds what from now on. */
    public Completed holding(Holding now) {
      return new Completed(
          output, bodyAt, success, exitCode, millis, outputFile, keptDigest, changes, images, now);
    }
  }

  /**
   * A person must be asked first; nothing ran.
   *
   * @param digest of exactly what is shown, lower-case hex SHA-256
   */
  record NeedsApproval(Ask ask, String cwd, String reason, String digest) implements ToolOutcome {}

  /** The policy forbids it; {@code output} tells the model why. Nothing ran. */
  record Refused(String output) implements ToolOutcome {}

  /** It may or may not have run; {@code evidence} is what the journal and the machine show. */
  record OutcomeUnknown(String command, String evidence, String digest) implements ToolOutcome {}

  /**
   * What came of it, with how it was judged.
   *
   * @param warnings what people should read once, such as a rules file that does not parse
   * @param outcome never itself judged
   */
  record Judged(Judgement judgement, List<String> warnings, ToolOutcome outcome)
      implements ToolOutcome {
    public Judged {
      warnings = List.copyOf(warnings);
    }
  }

  record Unreadable(String reason) implements ToolOutcome {}
}
