package io.codextemporal.tui.view;

import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.model.ApprovalOverlay;
import io.codextemporal.tui.model.ChoiceOverlay;
import io.codextemporal.tui.model.HelpOverlay;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Overlay;
import io.codextemporal.tui.model.PagerOverlay;
import io.codextemporal.tui.model.QuestionOverlay;
import io.codextemporal.tui.model.SessionsOverlay;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.model.SuggestOverlay;
import io.codextemporal.tui.text.Theme;

/** How each overlay looks. Pure. */
final class OverlayView {
  /** At most {@code room.rows()} rows of at most {@code room.columns()} columns. */
  static Panel panel(Overlay overlay, Size room, Model model, TranscriptRows rows) {
    Theme theme = model.screen().theme();
    return switch (overlay) {
      case ApprovalOverlay approval -> new ApprovalView(room, theme).panel(approval);
      case QuestionOverlay question -> new QuestionView(room, theme).panel(question);
      case ChoiceOverlay choice -> new ChoiceView(room, theme).panel(choice);
      case SessionsOverlay sessions -> new SessionsView(room, theme).panel(sessions);
      case SuggestOverlay suggest -> new SuggestView(room, theme).panel(suggest);
      case PagerOverlay pager -> new PagerView(model, rows).panel(pager);
      case HelpOverlay help -> new HelpView(room, theme).panel(help, model.keys());
    };
  }

  private OverlayView() {}
}
