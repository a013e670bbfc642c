package io.codextemporal.tui.view;

import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.tui.cells.DiffRows;
import io.codextemporal.tui.model.ApprovalOption;
import io.codextemporal.tui.model.ApprovalOverlay;
import io.codextemporal.tui.model.Draft;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;

/**
 * How a request for approval looks: exactly what would run, where, why, and what can be said. What
 * can be said is always there whole; what is asked about scrolls; reason and folder give way first.
 */
public final class ApprovalView {
  private static final int NARROW = 60;
  private static final int LEAST_CONTENT = 2;

  private final Size room;
  private final Theme theme;

  ApprovalView(Size room, Theme theme) {
    this.room = room;
    this.theme = theme;
  }

  /** Rows of what is asked about: how many are seen at once, and how far down they can begin. */
  public record Reach(int height, int furthest) {}

  public static Reach reach(ApprovalOverlay overlay, Size screen) {
    Shares shares = new ApprovalView(Room.of(overlay, screen), Theme.PLAIN).shares(overlay);
    return new Reach(shares.height(), Math.max(0, shares.content().size() - shares.height()));
  }

  Panel panel(ApprovalOverlay overlay) {
    Shares shares = shares(overlay);
    List<Line> content = shares.content();
    int top = Math.clamp(overlay.top(), 0, Math.max(0, content.size() - shares.height()));
    int to = Math.min(content.size(), top + shares.height());
    List<Line> rows = new ArrayList<>(shares.head());
    rows.addAll(content.subList(top, to));
    if (content.size() > shares.height()) {
      String where = (top + 1) + "–" + to + " of " + content.size();
      String keys = overlay.full() ? "pgup pgdn scroll" : "pgup pgdn scroll, ctrl+a shows more";
      rows.add(
          Texts.fitted("    " + where + " • " + keys, theme.style(Role.WARNING), room.columns()));
    }
    int optionsAt = rows.size();
    rows.addAll(shares.foot());
    List<Line> shown = rows.subList(0, Math.min(rows.size(), room.rows()));
    Draft reason = overlay.reason();
    if (reason == null) {
      return Panel.of(shown);
    }
    int column = 4 + Columns.width(Texts.visible(reason, room.columns() - 5));
    return new Panel(shown, column, Math.min(optionsAt + 2, room.rows() - 1));
  }

  /** Who gets which rows. {@code height} is what the content has of them. */
  private record Shares(List<Line> head, List<Line> content, int height, List<Line> foot) {}

  private Shares shares(ApprovalOverlay overlay) {
    Ask ask = overlay.request().ask();
    List<Line> content = new ArrayList<>(new ApprovalContent(room.columns(), theme).rows(ask));
    Draft reason = overlay.reason();
    List<Line> foot = reason == null ? options(overlay, rule(ask)) : reason(reason);
    if (reason == null && foot.size() > room.rows() - LEAST_CONTENT - 2 && !rule(ask).isEmpty()) {
      // Too long for an answer: it is read with what it is about.
      foot = options(overlay, "");
      content.addAll(
          Texts.wrapped("rule: " + rule(ask) + " …", theme.style(Role.WARNING), 4, room.columns()));
    }
    List<Line> head = new ArrayList<>();
    head.add(title(overlay));
    int least = Math.min(content.size(), LEAST_CONTENT) + 1;
    int spare = room.rows() - foot.size() - head.size() - least;
    List<Line> facts = facts(overlay);
    List<Line> why = why(overlay);
    if (spare >= facts.size()) {
      head.addAll(facts);
      spare -= facts.size();
    }
    if (spare > 0 && !why.isEmpty()) {
      head.addAll(1, cut(why, Math.min(spare, Math.max(3, room.rows() / 3))));
    }
    int left = room.rows() - head.size() - foot.size();
    int height = content.size() <= left ? content.size() : Math.max(1, left - 1);
    return new Shares(head, content, height, foot);
  }

  private List<Line> cut(List<Line> rows, int most) {
    if (rows.size() <= most) {
      return rows;
    }
    List<Line> cut = new ArrayList<>(rows.subList(0, most));
    Line last = cut.removeLast();
    cut.add(
        Texts.fitted(
            Columns.fit(last.plain(), Math.max(2, room.columns() - 2)) + "…",
            theme.style(Role.REASONING),
            room.columns()));
    return cut;
  }

  private Line title(ApprovalOverlay overlay) {
    boolean narrow = room.columns() < NARROW;
    String question =
        switch (overlay.request().ask()) {
          case Ask.Command command -> {
            String where = command.unconfined() ? " outside the sandbox" : "";
            yield narrow
                ? "Run this" + (where.isEmpty() ? " command" : where) + "?"
                : "Would you like to run the following command" + where + "?";
          }
          case Ask.Patch patch ->
              (narrow ? "Make these edits? " : "Would you like to make the following edits? ")
                  + DiffRows.counts(patch.diff());
          case Ask.Fetch fetch ->
              narrow ? "Read this page?" : "Would you like to let it read the following page?";
          case Ask.UnknownOutcome unknown ->
              narrow
                  ? "It may have run. Run it again?"
                  : "This command may or may not have run. Run it again?";
          case Ask.Questions questions -> "The model asks";
          case Ask.Unknown unknown -> "A newer session asks what this screen cannot show";
        };
    String count = overlay.of() > 1 ? "  " + overlay.number() + " of " + overlay.of() : "";
    return Line.of(
        new Span(
            "  " + Columns.fit(question, Math.max(4, room.columns() - 3 - count.length())),
            theme.style(Role.TITLE)),
        new Span(count, theme.style(Role.WARNING)));
  }

  private List<Line> why(ApprovalOverlay overlay) {
    String reason = reason(overlay.request());
    return reason.isBlank()
        ? List.of()
        : Texts.wrapped(
            "Reason: " + reason.strip(), theme.style(Role.REASONING), 2, room.columns());
  }

  /** Why it is asked, without the command, which stands below. */
  private static String reason(PendingRequest request) {
    String reason = request.reason().strip();
    if (!(request.ask() instanceof Ask.Command command)) {
      return reason;
    }
    String named = "`" + command.script() + "` requires approval";
    if (!reason.startsWith(named)) {
      return reason;
    }
    String why = reason.substring(named.length());
    return why.startsWith(": ") ? why.substring(2) : "the approval policy asks about it";
  }

  private List<Line> facts(ApprovalOverlay overlay) {
    String cwd = Exact.line(overlay.request().cwd());
    return cwd.isBlank()
        ? List.of()
        : List.of(
            Line.of(
                new Span(
                    "  in " + Columns.fitMiddle(cwd, Math.max(6, room.columns() - 6)),
                    theme.style(Role.DIM))));
  }

  private List<Line> reason(Draft reason) {
    String visible = Texts.visible(reason, room.columns() - 5);
    String rest = Exact.line(reason.text().substring(reason.caret()));
    return List.of(
        Line.EMPTY,
        Texts.fitted("  No. What should it do instead?", theme.style(Role.TITLE), room.columns()),
        Line.of(
            new Span("  › ", theme.style(Role.ACCENT)),
            Span.of(Columns.fit(visible + rest, Math.max(1, room.columns() - 5)))),
        Texts.fitted(
            room.columns() < NARROW
                ? "  enter denies • esc ends the turn"
                : "  enter denies, the turn goes on • esc ends the turn",
            theme.style(Role.DIM),
            room.columns()));
  }

  /** {@code rule} is empty when it stands elsewhere. */
  private List<Line> options(ApprovalOverlay overlay, String rule) {
    List<Line> rows = new ArrayList<>();
    rows.add(Line.EMPTY);
    List<ApprovalOption> options = ApprovalOption.of(overlay.request().ask());
    for (int i = 0; i < options.size(); i++) {
      boolean here = i == overlay.selected();
      ApprovalOption option = options.get(i);
      Style style = here ? theme.style(Role.ACCENT) : theme.style(Role.TEXT);
      String key = option == ApprovalOption.DENY ? "esc" : option.keys().getFirst();
      Line text =
          Line.of(
              new Span(label(option, overlay.request().ask(), rule) + " ", style),
              new Span("(" + key + ")", theme.style(Role.DIM)));
      rows.addAll(
          Texts.hung(
              Line.of(
                  new Span(here ? "› " : "  ", theme.style(Role.ACCENT)),
                  new Span((i + 1) + ". ", style)),
              text,
              room.columns()));
    }
    return rows;
  }

  private String label(ApprovalOption option, Ask ask, String rule) {
    boolean narrow = room.columns() < NARROW;
    return switch (option) {
      case ONCE -> ask instanceof Ask.UnknownOutcome ? "Yes, run it again" : "Yes, proceed";
      case TURN -> {
        String what = alike(ask);
        yield narrow ? "Yes, and all like it this turn" : "Yes, and all " + what + " in this turn";
      }
      case SESSION -> {
        String what = same(ask);
        yield narrow
            ? "Yes, for this session"
            : "Yes, and don't ask again for " + what + " in this session";
      }
      case ALWAYS -> {
        String words =
            narrow ? "Yes, always " : "Yes, and don't ask again for commands that start ";
        yield rule.isEmpty()
            ? words + (narrow ? "by the rule above" : "as the rule above says")
            : narrow ? words + "`" + rule + " …`" : words + "with `" + rule + "`";
      }
      case DENY ->
          ask instanceof Ask.UnknownOutcome
              ? "No, tell the model"
              : narrow ? "No, do it differently" : "No, and tell it what to do differently";
    };
  }

  private static String alike(Ask ask) {
    return switch (ask) {
      case Ask.Patch patch -> "edits of these files";
      case Ask.Fetch fetch -> "pages of " + Exact.line(fetch.site());
      case Ask.Command command -> "commands like it";
      case Ask.Questions questions -> "like it";
      case Ask.UnknownOutcome unknown -> "like it";
      case Ask.Unknown unknown -> "like it";
    };
  }

  private static String same(Ask ask) {
    return switch (ask) {
      case Ask.Patch patch -> "these files";
      case Ask.Fetch fetch -> Exact.line(fetch.site());
      case Ask.Command command -> "this command";
      case Ask.Questions questions -> "it";
      case Ask.UnknownOutcome unknown -> "it";
      case Ask.Unknown unknown -> "it";
    };
  }

  /** The words that would be allowed for good, as they would be written down. */
  private static String rule(Ask ask) {
    return ask instanceof Ask.Command command && command.amendment() != null
        ? String.join(
            " ", command.amendment().stream().map(Texts::quoted).map(Exact::line).toList())
        : "";
  }
}
