package io.codextemporal.tui.model;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.ToolCallStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has happened, as cells. Immutable. Events come in order; one that was seen is not told
 * twice.
 *
 * @param first the sequence number before which nothing is known; 1 when all is
 * @param last the watermark
 * @param head whose events come first, where this is the transcript of a copy: {@code first} is
 *     among its numbers; null for a session of its own
 */
public record Transcript(
    List<TranscriptCell> cells, long first, long last, @Nullable SessionId head) {
  public static final Transcript EMPTY = new Transcript(List.of(), Long.MAX_VALUE, 0, null);

  public Transcript {
    cells = List.copyOf(cells);
  }

  /** With the events of a page appended. */
  public Transcript append(List<SequencedEvent> events) {
    List<TranscriptCell> grown = new ArrayList<>(cells);
    long seen = last;
    for (SequencedEvent event : events) {
      if (event.seq() > seen) {
        fold(grown, event);
        seen = event.seq();
      }
    }
    long from = events.isEmpty() || head != null ? first : Math.min(first, events.getFirst().seq());
    return new Transcript(grown, from, seen, head);
  }

  /** With older events before all it has; {@code events} in order, the newest just before first. */
  public Transcript prepend(List<SequencedEvent> events) {
    List<TranscriptCell> older = new ArrayList<>();
    long from = first;
    for (SequencedEvent event : events) {
      if (event.seq() < first) {
        fold(older, event);
        from = Math.min(from, event.seq());
      }
    }
    for (TranscriptCell cell : cells) {
      // A call whose begin was not known got a cell of its own at its end.
      if (!(cell instanceof TranscriptCell.Tool end && isUnseen(end) && join(older, end))) {
        older.add(cell);
      }
    }
    return new Transcript(older, from, last, head);
  }

  private static boolean isUnseen(TranscriptCell.Tool tool) {
    return tool.tool().isEmpty() && tool.status() != null;
  }

  private static boolean join(List<TranscriptCell> older, TranscriptCell.Tool end) {
    for (int i = older.size() - 1; i >= 0; i--) {
      if (older.get(i) instanceof TranscriptCell.Tool begun
          && begun.call().equals(end.call())
          && begun.status() == null) {
        older.set(i, begun.endedAs(end));
        return true;
      }
    }
    return false;
  }

  /**
   * Without its first {@code count} cells: they can be had again, by {@link #prepend}. Fewer where
   * the cut would part a call from its end; none of a copy's, whose numbers are not all its own.
   */
  public Transcript without(int count) {
    int cut = head == null ? Math.min(count, cells.size() - 1) : 0;
    while (cut > 0 && !isCalm(cells.get(cut))) {
      cut--;
    }
    return cut <= 0
        ? this
        : new Transcript(cells.subList(cut, cells.size()), cells.get(cut).seq(), last, null);
  }

  /** Whether no call of before can still be running: what somebody says comes after all of them. */
  private static boolean isCalm(TranscriptCell cell) {
    return cell instanceof TranscriptCell.User
        || cell instanceof TranscriptCell.Agent said && !said.item().isEmpty();
  }

  /** With what was said of an answer that was broken off. */
  public Transcript saying(String text) {
    List<TranscriptCell> grown = new ArrayList<>(cells);
    grown.add(new TranscriptCell.Agent(last, "", text));
    return new Transcript(grown, first, last, head);
  }

  /**
   * The transcript of a copy of that session, of which nothing has happened yet.
   *
   * @param cut before which message it ends; null for all
   */
  public Transcript copied(SessionId of, @Nullable Cut cut) {
    List<TranscriptCell> kept = new ArrayList<>();
    for (TranscriptCell cell : cells) {
      if (cut != null && isSame(cell, cut.message())) {
        break;
      }
      kept.add(
          cell instanceof TranscriptCell.Tool tool && tool.status() == null
              ? tool.ending(ToolCallStatus.UNKNOWN)
              : cell);
    }
    kept.add(
        noted("A copy of session " + shortly(of) + "… goes on here; files are as they are now"));
    return new Transcript(kept, first, 0, head == null ? of : head);
  }

  /** With a word about where a copy came from, once all of it is known. */
  public Transcript copyOf(SessionId parent) {
    TranscriptCell note =
        noted(
            "A copy of session "
                + shortly(parent)
                + "…, which has what came before: ct resume "
                + shortly(parent));
    boolean said = head != null || hasEarlier() || cells.contains(note);
    List<TranscriptCell> grown = new ArrayList<>(List.of(note));
    grown.addAll(cells);
    return said ? this : new Transcript(grown, first, last, head);
  }

  private static TranscriptCell noted(String sentence) {
    return new TranscriptCell.Note(0, TranscriptCell.Note.Kind.INFO, sentence);
  }

  private static String shortly(SessionId session) {
    return session.value().substring(0, Math.min(13, session.value().length()));
  }

  /** Two messages may say the same. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(TranscriptCell one, TranscriptCell other) {
    return one == other;
  }

  /** With what should be known before anything happens; each sentence once. */
  public Transcript warned(List<String> sentences) {
    List<TranscriptCell> grown = new ArrayList<>(cells);
    for (String sentence : sentences) {
      TranscriptCell note = new TranscriptCell.Note(0, TranscriptCell.Note.Kind.WARNING, sentence);
      if (!grown.contains(note)) {
        grown.add(note);
      }
    }
    return new Transcript(grown, first, last, head);
  }

  /** Whether nothing has happened yet. */
  public boolean isUntold() {
    return last == 0 && head == null;
  }

  /** Whether there is something before what is known. */
  public boolean hasEarlier() {
    return first > 1 && first != Long.MAX_VALUE;
  }

  /** The running calls, in order. */
  public List<TranscriptCell.Tool> running() {
    return cells.stream()
        .filter(cell -> cell instanceof TranscriptCell.Tool tool && tool.status() == null)
        .map(TranscriptCell.Tool.class::cast)
        .toList();
  }

  /** What the agent said last. */
  public Optional<String> lastAnswer() {
    return cells.reversed().stream()
        .filter(TranscriptCell.Agent.class::isInstance)
        .map(cell -> ((TranscriptCell.Agent) cell).text())
        .findFirst();
  }

  private static void fold(List<TranscriptCell> cells, SequencedEvent event) {
    long seq = event.seq();
    switch (event.event()) {
      case AgentEvent.UserMessage said ->
          cells.add(new TranscriptCell.User(seq, said.from(), said.text(), said.images()));
      case AgentEvent.AgentMessage said ->
          cells.add(new TranscriptCell.Agent(seq, said.item(), said.text()));
      case AgentEvent.Reasoning thought ->
          cells.add(new TranscriptCell.Reasoning(seq, thought.summary()));
      case AgentEvent.ToolCallStarted begun -> cells.add(begun(seq, begun));
      case AgentEvent.ToolCallEnded ended -> end(cells, seq, ended);
      case AgentEvent.PlanUpdated updated ->
          cells.add(new TranscriptCell.PlanShown(seq, updated.plan()));
      case AgentEvent.TurnCompleted done ->
          cells.add(new TranscriptCell.TurnEnd(seq, done.millis(), event.at()));
      case AgentEvent.RequestClosed closed ->
          Notes.of(closed).ifPresent(note -> cells.add(note.about(asked(cells, closed)).at(seq)));
      default -> Notes.of(event.event()).ifPresent(note -> cells.add(note.at(seq)));
    }
  }

  /** The begin of what an answer was about; empty where that is not known. */
  private static String asked(List<TranscriptCell> cells, AgentEvent.RequestClosed closed) {
    for (TranscriptCell cell : cells.reversed()) {
      if (cell instanceof TranscriptCell.Tool tool && tool.call().equals(closed.call())) {
        return tool.title().equals(tool.tool()) ? "" : tool.title();
      }
    }
    return "";
  }

  private static TranscriptCell begun(long seq, AgentEvent.ToolCallStarted begun) {
    return new TranscriptCell.Tool(
        seq,
        begun.call(),
        begun.tool(),
        begun.arguments(),
        begun.title(),
        begun.turn() == null,
        null,
        null,
        0,
        "",
        null);
  }

  private static void end(List<TranscriptCell> cells, long seq, AgentEvent.ToolCallEnded ended) {
    for (int i = cells.size() - 1; i >= 0; i--) {
      if (cells.get(i) instanceof TranscriptCell.Tool tool
          && tool.call().equals(ended.call())
          && tool.status() == null) {
        cells.set(i, ended(tool, ended));
        return;
      }
    }
    cells.add(ended(unseen(seq, ended.call()), ended));
  }

  private static TranscriptCell.Tool unseen(long seq, CallId call) {
    return new TranscriptCell.Tool(
        seq, call, "", "", call.value(), false, ToolCallStatus.UNKNOWN, null, 0, "", null);
  }

  private static TranscriptCell ended(TranscriptCell.Tool tool, AgentEvent.ToolCallEnded ended) {
    return tool.ended(
        ended.status(),
        ended.exitCode(),
        ended.millis(),
        ended.output(),
        ended.outputFile(),
        ended.changes());
  }
}
