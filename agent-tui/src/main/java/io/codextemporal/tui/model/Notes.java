package io.codextemporal.tui.model;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.tui.model.TranscriptCell.Note;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which events are told by a sentence, and which. */
final class Notes {
  private static final int LONGEST = 80;

  /** Empty for an event that has a cell of its own, or is for programs only. */
  static Optional<Sentence> of(AgentEvent event) {
    return Optional.ofNullable(
        switch (event) {
          case AgentEvent.Warning warning -> new Sentence(Note.Kind.WARNING, warning.message());
          case AgentEvent.TurnFailed failed -> new Sentence(Note.Kind.ERROR, failed.message());
          case AgentEvent.TurnAborted aborted ->
              new Sentence(
                  Note.Kind.INTERRUPTED,
                  aborted.by().isEmpty()
                      ? "Turn interrupted"
                      : "Turn interrupted by " + aborted.by());
          case AgentEvent.RequestClosed closed -> answered(closed);
          case AgentEvent.SleepStarted sleep ->
              new Sentence(Note.Kind.INFO, "Sleeping: " + sleep.reason());
          case AgentEvent.SettingsChanged changed ->
              new Sentence(Note.Kind.INFO, settings(changed.settings()) + ", by " + changed.by());
          case AgentEvent.SessionClosed closed ->
              new Sentence(Note.Kind.INFO, "Session stopped by " + closed.by());
          case AgentEvent.OpRefused refused ->
              new Sentence(Note.Kind.WARNING, "Not taken: " + refused.reason());
          case AgentEvent.SessionOpened opened -> null;
          case AgentEvent.OpAccepted accepted -> null;
          case AgentEvent.TurnStarted started -> null;
          case AgentEvent.UserMessage message -> null;
          case AgentEvent.AgentMessage message -> null;
          case AgentEvent.Reasoning reasoning -> null;
          case AgentEvent.ToolCallStarted call -> null;
          case AgentEvent.ToolCallEnded call -> null;
          case AgentEvent.RequestOpened request -> null;
          case AgentEvent.PlanUpdated plan -> null;
          case AgentEvent.UsageUpdated usage -> null;
          case AgentEvent.SleepEnded sleep -> null;
          case AgentEvent.QueueChanged queue -> null;
          case AgentEvent.TerminalsChanged terminals -> null;
          case AgentEvent.FilesListed files -> null;
          case AgentEvent.DiffShown diff -> null;
          case AgentEvent.TurnCompleted completed -> null;
          case AgentEvent.Unknown unknown -> null;
        });
  }

  /** Null where a cell of its own tells it, or nobody needs to know. */
  private static String settings(SessionSettings now) {
    return "Model "
        + now.model().model()
        + ", "
        + word(now.tools().approval())
        + ", "
        + word(now.tools().sandbox())
        + ", web search "
        + word(now.tools().webSearch().mode());
  }

  /** As configurations have it. */
  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static @Nullable Sentence answered(AgentEvent.RequestClosed closed) {
    String by = " by " + closed.by();
    return switch (closed.outcome()) {
      case "approved" -> new Sentence(Note.Kind.APPROVED, "Approved" + by);
      case "approved_for_turn" -> new Sentence(Note.Kind.APPROVED, "Approved for this turn" + by);
      case "approved_for_session" ->
          new Sentence(Note.Kind.APPROVED, "Approved for this session" + by);
      case "approved_with_amendment" ->
          new Sentence(Note.Kind.APPROVED, "Approved for good, as a rule," + by);
      case "denied" -> new Sentence(Note.Kind.DENIED, "Denied" + by);
      case "abort" -> new Sentence(Note.Kind.DENIED, "Denied" + by + ", and the turn with it");
      case "answered" ->
          closed.by().equals("you") ? null : new Sentence(Note.Kind.INFO, "Answered" + by);
      case "withdrawn" -> null;
      default -> new Sentence(Note.Kind.INFO, "Question closed: " + closed.outcome());
    };
  }

  /** A sentence without its place. */
  record Sentence(Note.Kind kind, String text) {
    /** With the first line of what it is about. */
    Sentence about(String what) {
      String line = what.strip().lines().findFirst().orElse("");
      int cut =
          line.offsetByCodePoints(0, Math.min(LONGEST, line.codePointCount(0, line.length())));
      boolean more = cut < what.strip().length();
      return line.isEmpty()
          ? this
          : new Sentence(kind, text + ": " + line.substring(0, cut) + (more ? " …" : ""));
    }

    Note at(long seq) {
      return new Note(seq, kind, text);
    }
  }

  private Notes() {}
}
