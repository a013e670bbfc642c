package io.codextemporal.tui.cli;

import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.RunSize;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.protocol.SessionSummary;
import io.codextemporal.protocol.Terminal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Pure: sessions as text for people. */
final class SessionText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /** One line a session; with its folder where several folders are shown. */
  static List<String> table(List<SessionSummary> sessions, boolean folders) {
    return sessions.stream()
        .map(session ->
            String.format(
                Locale.ROOT,
                "%s  %s  %-18s  %3d  %s%s",
                session.session(),
                TIME.format(session.updatedAt().atZone(ZoneId.systemDefault())),
                status(session.status()),
                session.turns(),
                session.title().lines().findFirst().orElse(""),
                folders ? "  (" + session.cwd() + ")" : ""))
        .toList();
  }

  /** {@code waiting (approval)}. */
  static String status(SessionStatus status) {
    String state = SessionJson.lower(status.state());
    return status.waitingFor() == null
        ? String.valueOf(state)
        : state + " (" + SessionJson.lower(status.waitingFor()) + ")";
  }

  static List<String> detail(SessionSummary summary, SessionDetail detail, RunSize run) {
    List<String> lines = new ArrayList<>();
    lines.add("session  " + summary.session());
    lines.add("title    " + summary.title());
    lines.add("status   " + status(summary.status()) + why(summary.status()));
    if (summary.status().until() != null) {
      lines.add("until    " + summary.status().until());
    }
    lines.add(
        "folder   " + summary.cwd() + (summary.branch() == null ? "" : " @ " + summary.branch()));
    lines.add("machine  " + summary.machine());
    lines.add(
        "model    "
            + summary.model()
            + ", approval "
            + SessionJson.lower(detail.settings().tools().approval())
            + ", sandbox "
            + SessionJson.lower(detail.settings().tools().sandbox()));
    lines.add(
        String.format(
            Locale.ROOT,
            "usage    %d turns, %d in (%d cached), %d out",
            summary.turns(),
            summary.usage().inputTokens(),
            summary.usage().cachedInputTokens(),
            summary.usage().outputTokens()));
    lines.add(
        String.format(
            Locale.ROOT,
            "history  %d events, %d bytes; continued %d times",
            run.events(),
            run.bytes(),
            run.continued()));
    detail
        .plan()
        .steps()
        .forEach(step -> lines.add("plan     " + step.status() + ": " + step.step()));
    detail.children().forEach(child -> lines.add("child    " + child));
    detail.queue().forEach(message -> lines.add("queued   " + message.text()));
    detail.terminals().forEach(terminal -> lines.add(terminal(terminal)));
    for (PendingRequest request : detail.pending()) {
      lines.add("asks     " + Asks.brief(request.ask()));
      lines.add("         " + Asks.line(summary.session(), request));
    }
    if (!detail.lastMessage().isBlank()) {
      lines.add("");
      lines.add(detail.lastMessage());
    }
    return lines;
  }

  private static String terminal(Terminal terminal) {
    return "runs     "
        + terminal.id()
        + "  since "
        + TIME.format(terminal.startedAt().atZone(ZoneId.systemDefault()))
        + (terminal.tty() ? "  at a terminal" : "")
        + "  "
        + PlainText.of(terminal.command()).lines().findFirst().orElse("");
  }

  private static String why(SessionStatus status) {
    return status.why().isBlank() ? "" : ": " + status.why();
  }

  private SessionText() {}
}
