package io.codextemporal.tui.view;

import io.codextemporal.protocol.QueuedMessage;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.model.Composer;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Outgoing;
import io.codextemporal.tui.model.Overlay;
import io.codextemporal.tui.model.Session;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.model.Vi;
import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands below the transcript: status, queue, composer or overlay, and the footer. Pure. */
final class BottomPane {
  private static final int MOST_TOLD = 4;

  private final Model model;
  private final TranscriptRows rows;
  private final Theme theme;
  private final Size size;

  BottomPane(Model model, TranscriptRows rows) {
    this.model = model;
    this.rows = rows;
    this.theme = model.screen().theme();
    this.size = model.screen().size();
  }

  Panel panel() {
    List<Line> lines = new ArrayList<>();
    StatusRow.of(model).ifPresent(lines::add);
    queue(lines);
    outgoing(lines);
    if (!lines.isEmpty()) {
      lines.addFirst(Line.EMPTY);
    }
    Optional<Overlay> top = model.desk().top();
    boolean replaced =
        top.map(overlay -> overlay.place() == Overlay.Place.INSTEAD_OF_COMPOSER).orElse(false);
    lines.add(Line.EMPTY);
    if (replaced) {
      return over(lines, top.orElseThrow());
    }
    if (top.isPresent()) {
      Size room = Room.of(top.get(), size);
      lines.addAll(OverlayView.panel(top.get(), room, model, rows).rows());
    }
    int composerAt = lines.size();
    Panel composer = composer();
    lines.addAll(composer.rows());
    lines.add(Line.EMPTY);
    lines.add(footer());
    return new Panel(lines, composer.cursorColumn(), composerAt + composer.cursorRow());
  }

  /** As many rows as {@link #panel} has, without drawing what needs no drawing to be counted. */
  int height() {
    Optional<Overlay> top = model.desk().top();
    if (top.isPresent() && top.get().place() != Overlay.Place.FULL) {
      return panel().rows().size();
    }
    int queued = model.session().queue().size();
    int above =
        (StatusRow.of(model).isPresent() ? 1 : 0)
            + (queued == 0 ? 0 : Math.min(queued, MOST_TOLD) + 2)
            + Math.min(model.session().outgoing().size(), MOST_TOLD);
    Composer composer = model.desk().composer();
    int draft =
        composer.isEmpty()
            ? 1
            : Math.min(
                ComposerLayout.of(composer, View.composerColumns(size)).height(),
                mostComposerRows());
    return (above == 0 ? 0 : above + 1) + 1 + draft + 2;
  }

  private int mostComposerRows() {
    return Math.max(1, size.rows() / 2);
  }

  private Panel over(List<Line> lines, Overlay overlay) {
    Panel panel = OverlayView.panel(overlay, Room.of(overlay, size), model, rows);
    int at = lines.size();
    lines.addAll(panel.rows());
    if (!model.desk().composer().isEmpty()) {
      lines.add(Texts.fitted("  your draft is kept", theme.style(Role.DIM), size.columns()));
    }
    return new Panel(
        lines, panel.cursorColumn(), panel.cursorColumn() < 0 ? -1 : at + panel.cursorRow());
  }

  private void queue(List<Line> lines) {
    List<QueuedMessage> queue = model.session().queue();
    if (queue.isEmpty()) {
      return;
    }
    lines.add(Texts.fitted("• Queued for after this turn", theme.style(Role.DIM), size.columns()));
    for (QueuedMessage message :
        queue.subList(Math.max(0, queue.size() - MOST_TOLD), queue.size())) {
      lines.add(
          Texts.fitted("  ↳ " + first(message.text()), theme.style(Role.TEXT), size.columns()));
    }
    lines.add(
        Texts.fitted("    shift+← takes the last back", theme.style(Role.DIM), size.columns()));
  }

  private void outgoing(List<Line> lines) {
    List<Outgoing> outgoing = model.session().outgoing();
    for (Outgoing one :
        outgoing.subList(Math.max(0, outgoing.size() - MOST_TOLD), outgoing.size())) {
      String state =
          one.durable()
              ? "sent"
              : model.session().way().isOpen() ? "sending" : "is sent as soon as it can be";
      int left = Math.max(4, size.columns() - 8 - state.length());
      lines.add(
          Line.of(
              new Span("› ", theme.style(Role.USER)),
              new Span(
                  Columns.fit(Sanitizer.clean(first(one.text())), left), theme.style(Role.TEXT)),
              new Span("  (" + state + ")", theme.style(Role.DIM))));
    }
  }

  private static String first(String text) {
    return text.strip().lines().findFirst().orElse("");
  }

  private Panel composer() {
    Composer composer = model.desk().composer();
    Span mark = new Span("› ", theme.style(Role.ACCENT).with(Style.BOLD));
    if (composer.isEmpty()) {
      return new Panel(
          List.of(
              Line.of(
                  mark,
                  new Span(
                      Columns.fit(placeholder(), Math.max(0, size.columns() - 3)),
                      theme.style(Role.DIM)))),
          2,
          0);
    }
    ComposerLayout layout = ComposerLayout.of(composer, View.composerColumns(size));
    int most = mostComposerRows();
    int caret = layout.caretRow();
    int top = Math.max(0, Math.min(caret - most + 1, layout.height() - most));
    top = Math.max(top, caret - most + 1);
    boolean command = composer.message().stripLeading().startsWith("!");
    List<Line> lines = new ArrayList<>();
    for (int i = top; i < Math.min(layout.height(), top + most); i++) {
      lines.add(
          Line.of(
              i == 0 ? mark : Span.of("  "),
              new Span(
                  layout.text(i), command ? theme.style(Role.WARNING) : theme.style(Role.TEXT))));
    }
    return new Panel(lines, 2 + layout.caretColumn(), caret - top);
  }

  private String placeholder() {
    return model.session().turn().isRunning()
        ? "enter steers the turn, tab queues for after it"
        : "What shall we do?";
  }

  /** Items from the left; those that do not fit fall away from the right. */
  private Line footer() {
    String toast = model.looking().toast();
    if (!toast.isEmpty()) {
      return Texts.fitted("  " + toast, theme.style(Role.WARNING), size.columns());
    }
    Session session = model.session();
    List<String> items = new ArrayList<>();
    if (model.desk().vi().mode() != Vi.Mode.OFF) {
      items.add(model.desk().vi().mode().name());
    }
    SessionSettings settings = session.place().settings();
    if (settings != null) {
      String effort = settings.model().effort();
      items.add(settings.model().model() + (effort == null ? "" : " " + effort));
      items.add(Permissions.words(settings));
    }
    items.add(
        Columns.fitMiddle(
            Sanitizer.clean(home(session.place().cwd())), Math.max(10, size.columns() / 3)));
    if (session.window() > 0) {
      long used = session.usage().inputTokens() + session.usage().outputTokens();
      items.add(Math.max(0, 100 - used * 100 / session.window()) + "% context left");
    }
    String hint = model.looking().anchor() != null ? "ctrl+end to the end" : "? for keys";
    StringBuilder text = new StringBuilder("  ");
    int room = size.columns() - 4 - hint.length();
    for (int i = 0; i < items.size(); i++) {
      String item = (i == 0 ? "" : " · ") + items.get(i);
      if (Columns.width(text + item) > room) {
        break;
      }
      text.append(item);
    }
    int pad = size.columns() - Columns.width(text.toString()) - hint.length() - 1;
    return pad < 1
        ? Texts.fitted(text.toString(), theme.style(Role.DIM), size.columns())
        : Line.of(new Span(text + " ".repeat(pad) + hint, theme.style(Role.DIM)));
  }

  private static String home(String cwd) {
    String home = System.getProperty("user.home", "");
    return !home.isEmpty() && cwd.startsWith(home) ? "~" + cwd.substring(home.length()) : cwd;
  }
}
