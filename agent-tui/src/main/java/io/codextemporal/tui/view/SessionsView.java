package io.codextemporal.tui.view;

import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.protocol.SessionSummary;
import io.codextemporal.tui.cells.Times;
import io.codextemporal.tui.model.SessionsOverlay;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the list of sessions looks. */
final class SessionsView {
  private static final int AGE = 9;
  private static final int STATUS = 10;
  private static final int NARROW = 60;

  private final Size room;
  private final Theme theme;

  SessionsView(Size room, Theme theme) {
    this.room = room;
    this.theme = theme;
  }

  Panel panel(SessionsOverlay overlay) {
    List<Line> rows = new ArrayList<>();
    rows.add(
        Texts.fitted(
            "  Go back to a session "
                + (overlay.everywhere() ? "(of any folder)" : "(of this folder)"),
            theme.style(Role.TITLE),
            room.columns()));
    String filter = Columns.fit(overlay.filter(), Math.max(1, room.columns() - 6));
    rows.add(Line.of(new Span("  / ", theme.style(Role.DIM)), Span.of(filter)));
    rows.add(Line.EMPTY);
    List<SessionSummary> shown = overlay.shown();
    List<Line> detail = detail(overlay);
    int height = Math.max(1, room.rows() - 6 - detail.size());
    if (shown.isEmpty()) {
      String why =
          overlay.loading()
              ? "asking…"
              : overlay.everywhere()
                  ? "there is none"
                  : "none here; tab shows those of other folders";
      rows.add(Texts.fitted("    " + why, theme.style(Role.DIM), room.columns()));
    }
    int first = Texts.first(overlay.selected(), shown.size(), height);
    for (int i = first; i < Math.min(shown.size(), first + height); i++) {
      rows.add(row(shown.get(i), overlay, i == overlay.selected()));
    }
    while (rows.size() < room.rows() - 2 - detail.size()) {
      rows.add(Line.EMPTY);
    }
    rows.addAll(detail);
    rows.add(Line.EMPTY);
    String other = overlay.everywhere() ? "this folder" : "all folders";
    String keys =
        room.columns() < NARROW
            ? "  type to search • tab " + other
            : "  type to search • enter opens • tab " + other + " • esc closes";
    rows.add(Texts.fitted(keys, theme.style(Role.DIM), room.columns()));
    List<Line> fitting = rows.size() > room.rows() ? rows.subList(0, room.rows()) : rows;
    return new Panel(fitting, 4 + Columns.width(filter), 1);
  }

  private Line row(SessionSummary session, SessionsOverlay overlay, boolean here) {
    String age = ago(Duration.between(session.updatedAt(), overlay.at()).toSeconds());
    String title = session.title().isBlank() ? "(no message yet)" : session.title();
    Style style = here ? theme.style(Role.ACCENT) : theme.style(Role.TEXT);
    SessionState state = session.status().state();
    int left = Math.max(4, room.columns() - 4 - AGE - STATUS);
    return Line.of(
        new Span(here ? "  › " : "    ", theme.style(Role.ACCENT)),
        new Span(String.format("%-" + AGE + "s", age), theme.style(Role.DIM)),
        new Span(
            String.format("%-" + STATUS + "s", state.name().toLowerCase(Locale.ROOT)),
            status(state)),
        new Span(Columns.fit(Sanitizer.clean(title), left), style));
  }

  /** One unit is enough to tell sessions apart. */
  private static String ago(long seconds) {
    long age = Math.max(0, seconds);
    return age < 60
        ? age + "s ago"
        : age < 3_600
            ? age / 60 + "m ago"
            : age < 86_400 ? age / 3_600 + "h ago" : age / 86_400 + "d ago";
  }

  private Style status(SessionState state) {
    return switch (state) {
      case WORKING -> theme.style(Role.ACCENT);
      case WAITING, SLEEPING -> theme.style(Role.WARNING);
      case FAILED -> theme.style(Role.ERROR);
      case IDLE, CLOSED, UNKNOWN -> theme.style(Role.DIM);
    };
  }

  /** What the row under the cursor has no room for: facts, and what was said last. */
  private List<Line> detail(SessionsOverlay overlay) {
    int preview = Math.clamp(room.rows() / 7, 1, 6);
    List<Line> lines = new ArrayList<>();
    overlay
        .chosen()
        .ifPresent(session -> {
          String branch = session.branch() == null ? "" : " • " + session.branch();
          lines.add(
              Texts.fitted(
                  "    "
                      + session.turns()
                      + (session.turns() == 1 ? " turn" : " turns")
                      + " • "
                      + session.model()
                      + branch
                      + " • "
                      + Columns.fitMiddle(session.cwd(), Math.max(8, room.columns() / 2)),
                  theme.style(Role.DIM),
                  room.columns()));
          SessionDetail known = overlay.details().get(session.session());
          lines.addAll(preview(session, known, preview));
        });
    while (lines.size() < preview + 1) {
      lines.add(Line.EMPTY);
    }
    return lines;
  }

  private List<Line> preview(SessionSummary session, @Nullable SessionDetail known, int most) {
    List<Line> lines = new ArrayList<>();
    String waits = waits(session.status());
    if (!waits.isEmpty()) {
      lines.add(Texts.fitted("    " + waits, theme.style(Role.WARNING), room.columns()));
    }
    if (known != null && !known.lastMessage().isBlank()) {
      String said = known.lastMessage().strip().replaceAll("\\s*\n\\s*", " ");
      List<Line> words =
          Texts.hung(
              Line.of(new Span("    • ", theme.style(Role.DIM))),
              Line.of(Sanitizer.clean(said)),
              room.columns());
      lines.addAll(words.subList(0, Math.min(words.size(), Math.max(0, most - lines.size()))));
    }
    return lines;
  }

  private static String waits(SessionStatus status) {
    return switch (status.state()) {
      case WAITING -> "waits for your answer";
      case SLEEPING ->
          status.until() == null
              ? "sleeps: " + status.why()
              : "sleeps until " + Times.clock(status.until()) + ": " + status.why();
      case FAILED -> status.why();
      case WORKING, IDLE, CLOSED, UNKNOWN -> "";
    };
  }
}
