package io.codextemporal.tui.model;

import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.FileChange;
import io.codextemporal.protocol.Plan;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.protocol.UserImage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing in the transcript. Immutable; {@code seq} is the event that made it, and names it: what
 * is laid out once for a cell stays laid out.
 */
public sealed interface TranscriptCell {
  long seq();

  record User(long seq, String from, String text, List<UserImage> images)
      implements TranscriptCell {
    public User {
      images = List.copyOf(images);
    }

    /** Words alone. */
    public User(long seq, String from, String text) {
      this(seq, from, text, List.of());
    }

    /** The text with a label for each of the images. */
    public String shown() {
      return Composer.labelled(text, images);
    }
  }

  record Agent(long seq, String item, String text) implements TranscriptCell {}

  record Reasoning(long seq, String text) implements TranscriptCell {}

  /**
   * A tool call, running while {@code status} is null.
   *
   * @param byUser whether the user typed it
   * @param changes what it did to files; empty until it has ended
   */
  record Tool(
      long seq,
      CallId call,
      String tool,
      String arguments,
      String title,
      boolean byUser,
      @Nullable ToolCallStatus status,
      @Nullable Integer exitCode,
      long millis,
      String output,
      @Nullable String outputFile,
      List<FileChange> changes)
      implements TranscriptCell {
    public Tool {
      changes = List.copyOf(changes);
    }

    /** A call that changed no file. */
    public Tool(
        long seq,
        CallId call,
        String tool,
        String arguments,
        String title,
        boolean byUser,
        @Nullable ToolCallStatus status,
        @Nullable Integer exitCode,
        long millis,
        String output,
        @Nullable String outputFile) {
      this(
          seq,
          call,
          tool,
          arguments,
          title,
          byUser,
          status,
          exitCode,
          millis,
          output,
          outputFile,
          List.of());
    }

    /** The same, of which no more is known than that it does not run here. */
    public Tool ending(ToolCallStatus how) {
      return ended(how, exitCode, millis, output, outputFile, changes);
    }

    /** The same, over. */
    Tool ended(
        @Nullable ToolCallStatus how,
        @Nullable Integer exit,
        long took,
        String printed,
        @Nullable String file,
        List<FileChange> changed) {
      return new Tool(
          seq, call, tool, arguments, title, byUser, how, exit, took, printed, file, changed);
    }

    /** The same, over as a cell tells that knows no more than its end. */
    Tool endedAs(Tool end) {
      return ended(end.status, end.exitCode, end.millis, end.output, end.outputFile, end.changes);
    }

    /** The same, having printed so much so far. */
    public Tool printing(String soFar) {
      return new Tool(
          seq,
          call,
          tool,
          arguments,
          title,
          byUser,
          status,
          exitCode,
          millis,
          soFar,
          outputFile,
          changes);
    }
  }

  record PlanShown(long seq, Plan plan) implements TranscriptCell {}

  /** A sentence of the program's own. */
  record Note(long seq, Kind kind, String text) implements TranscriptCell {
    /** How it is drawn. */
    public enum Kind {
      INFO,
      WARNING,
      ERROR,
      INTERRUPTED,
      APPROVED,
      DENIED
    }
  }

  /** The line under a turn's end. */
  record TurnEnd(long seq, long millis, Instant at) implements TranscriptCell {}
}
