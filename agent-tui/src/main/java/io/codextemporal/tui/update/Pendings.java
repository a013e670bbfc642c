package io.codextemporal.tui.update;

import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.tui.model.ApprovalOverlay;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Overlay;
import io.codextemporal.tui.model.QuestionOverlay;
import io.codextemporal.tui.model.SuggestOverlay;
import io.codextemporal.tui.model.TurnState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows open requests one after another, and takes them away when they are answered. Pure. */
final class Pendings {
  /** The overlay fits the open requests again: the first of them is shown. */
  static Model shown(Model model, Instant at) {
    return shown(model, 0, at);
  }

  /**
   * The same.
   *
   * @param before how many of those that came together were answered
   */
  static Model shown(Model model, int before, Instant at) {
    List<PendingRequest> pending = model.session().pending();
    List<Overlay> overlays = new ArrayList<>(model.desk().overlays());
    int answered = before;
    for (Overlay overlay : overlays) {
      if (overlay instanceof ApprovalOverlay approval
          && !isOpen(pending, approval.request().call())) {
        answered = approval.number();
      }
    }
    overlays.removeIf(overlay -> call(overlay).map(call -> !isOpen(pending, call)).orElse(false));
    boolean showing = overlays.stream().anyMatch(overlay -> call(overlay).isPresent());
    // What a turn asks that is being ended need not be answered any more.
    boolean ending = model.session().turn().phase() == TurnState.Phase.INTERRUPTING;
    if (!showing && !pending.isEmpty() && !ending) {
      overlays.removeIf(SuggestOverlay.class::isInstance);
      // Under whatever has the keys: nothing that is read or typed is torn away.
      overlays.addFirst(overlay(pending.getFirst(), answered + 1, at));
    }
    overlays.replaceAll(overlay ->
        overlay instanceof ApprovalOverlay approval
            ? approval.counted(approval.number() - 1 + pending.size())
            : overlay);
    return model.with(model.desk().withOverlays(overlays));
  }

  /** An overlay that has just come to be seen. */
  static Overlay seen(Overlay overlay, Instant at) {
    return switch (overlay) {
      case ApprovalOverlay approval -> approval.seen(at);
      case QuestionOverlay question -> question.seen(at);
      default -> overlay;
    };
  }

  static Optional<CallId> call(Overlay overlay) {
    return switch (overlay) {
      case ApprovalOverlay approval -> Optional.of(approval.request().call());
      case QuestionOverlay question -> Optional.of(question.call());
      default -> Optional.empty();
    };
  }

  private static Overlay overlay(PendingRequest request, int number, Instant at) {
    return request.ask() instanceof Ask.Questions asked && !asked.questions().isEmpty()
        ? QuestionOverlay.of(request.call(), asked.questions(), at)
        : new ApprovalOverlay(request, number, number, at, null, 0, 0, false);
  }

  private static boolean isOpen(List<PendingRequest> pending, CallId call) {
    return pending.stream().anyMatch(request -> request.call().equals(call));
  }

  private Pendings() {}
}
