package io.codextemporal.tui.update;

import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.Ask;
import io.codextemporal.tui.model.ApprovalOption;
import io.codextemporal.tui.model.ApprovalOverlay;
import io.codextemporal.tui.model.Draft;
import io.codextemporal.tui.model.Intent;
import io.codextemporal.tui.model.Key;
import io.codextemporal.tui.model.OverlayStep;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.view.ApprovalView;
import java.time.Instant;
import java.util.List;

/** Keys of a request for approval. Pure; nothing but a deliberate key approves. */
final class ApprovalKeys {
  static OverlayStep press(
      ApprovalOverlay overlay, Key key, Instant at, Instant edited, Size screen) {
    Draft reason = overlay.reason();
    if (reason != null) {
      return writing(overlay, reason, key);
    }
    return switch (key.name()) {
      case UP -> OverlayStep.stay(move(overlay, -1));
      case DOWN -> OverlayStep.stay(move(overlay, 1));
      case PAGE_UP -> OverlayStep.stay(scrolled(overlay, -page(overlay, screen), screen));
      case PAGE_DOWN -> OverlayStep.stay(scrolled(overlay, page(overlay, screen), screen));
      case HOME -> OverlayStep.stay(overlay.from(0));
      case END -> OverlayStep.stay(overlay.from(ApprovalView.reach(overlay, screen).furthest()));
      case ESCAPE -> OverlayStep.stay(overlay.withReason(Draft.EMPTY));
      case ENTER ->
          Guard.lets(at, overlay.shownAt(), edited)
              ? choose(overlay, options(overlay).get(overlay.selected()))
              : OverlayStep.stay(overlay);
      case CHARACTER -> letter(overlay, key, at, edited);
      default -> OverlayStep.stay(overlay);
    };
  }

  static ApprovalOverlay scrolled(ApprovalOverlay overlay, int by, Size screen) {
    int most = ApprovalView.reach(overlay, screen).furthest();
    return overlay.from(Math.clamp(overlay.top() + by, 0, most));
  }

  private static int page(ApprovalOverlay overlay, Size screen) {
    return Math.max(1, ApprovalView.reach(overlay, screen).height() - 1);
  }

  private static OverlayStep letter(ApprovalOverlay overlay, Key key, Instant at, Instant edited) {
    if (key.ctrl()) {
      return switch (key.text()) {
        case "a" -> OverlayStep.stay(overlay.full(!overlay.full()));
        case "c" -> OverlayStep.stay(overlay.withReason(Draft.EMPTY));
        default -> OverlayStep.stay(overlay, new Intent.Pass());
      };
    }
    if (key.alt() || !Guard.lets(at, overlay.shownAt(), edited)) {
      return OverlayStep.stay(overlay);
    }
    List<ApprovalOption> options = options(overlay);
    for (int i = 0; i < options.size(); i++) {
      if (options.get(i).keys().contains(key.text())
          || key.text().equals(Integer.toString(i + 1))) {
        return choose(overlay, options.get(i));
      }
    }
    return OverlayStep.stay(overlay);
  }

  private static OverlayStep choose(ApprovalOverlay overlay, ApprovalOption option) {
    return switch (option) {
      case ONCE -> decided(overlay, new ApprovalDecision.Approved());
      case TURN -> decided(overlay, new ApprovalDecision.ApprovedForTurn());
      case SESSION -> decided(overlay, new ApprovalDecision.ApprovedForSession());
      case ALWAYS ->
          overlay.request().ask() instanceof Ask.Command command && command.amendment() != null
              ? decided(overlay, new ApprovalDecision.ApprovedWithAmendment(command.amendment()))
              : OverlayStep.stay(overlay);
      case DENY -> OverlayStep.stay(overlay.withReason(Draft.EMPTY));
    };
  }

  /** The reason of a denial: Enter sends it, Esc gives the whole turn up. */
  private static OverlayStep writing(ApprovalOverlay overlay, Draft reason, Key key) {
    return switch (key.name()) {
      case ENTER -> decided(overlay, new ApprovalDecision.Denied(reason.text().strip()));
      case ESCAPE -> decided(overlay, new ApprovalDecision.Abort());
      case BACKSPACE ->
          OverlayStep.stay(overlay.withReason(reason.isEmpty() ? null : OneLine.edit(reason, key)));
      case CHARACTER ->
          key.ctrl() && key.text().equals("c")
              ? decided(overlay, new ApprovalDecision.Abort())
              : OverlayStep.stay(overlay.withReason(OneLine.edit(reason, key)));
      case DELETE, LEFT, RIGHT, HOME, END ->
          OverlayStep.stay(overlay.withReason(OneLine.edit(reason, key)));
      default -> OverlayStep.stay(overlay);
    };
  }

  private static OverlayStep decided(ApprovalOverlay overlay, ApprovalDecision decision) {
    return OverlayStep.close(
        new Intent.Decide(
            overlay.request().call(), decision, overlay.request().digest(), overlay.number()));
  }

  private static ApprovalOverlay move(ApprovalOverlay overlay, int by) {
    int most = options(overlay).size() - 1;
    return overlay.select(Math.clamp(overlay.selected() + by, 0, most));
  }

  private static List<ApprovalOption> options(ApprovalOverlay overlay) {
    return ApprovalOption.of(overlay.request().ask());
  }

  private ApprovalKeys() {}
}
