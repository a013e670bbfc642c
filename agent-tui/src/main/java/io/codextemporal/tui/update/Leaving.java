package io.codextemporal.tui.update;

import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.tui.model.ChoiceOverlay;
import io.codextemporal.tui.model.ChoiceOverlay.Item;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Intent;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Overlay;
import java.util.List;
import java.util.Optional;

/** Leaving the screen; the session lives on unless it is stopped. Pure. */
final class Leaving {
  /** Says so first where a turn runs. */
  static Step asking(Model model) {
    if (!model.session().turn().isRunning()) {
      return now(model);
    }
    ChoiceOverlay question =
        new ChoiceOverlay(
            "A turn is at work. Leaving does not stop it.",
            List.of(
                Item.of("Leave it at work", "", new Intent.Leave(false)),
                new Item("Stop the session", "", "s", List.of(new Intent.Leave(true))),
                Item.of("Stay", "")),
            false,
            "",
            0,
            Overlay.Place.INSTEAD_OF_COMPOSER,
            "enter leaves • s stops it • esc stays");
    return Step.of(model.with(model.desk().opened(question)));
  }

  static Step now(Model model) {
    return Step.of(
        model,
        new Effect.SaveDraft(Sending.unsaved(model)),
        new Effect.Quit(farewell(model, false)));
  }

  /** Without a word of its own: whoever ends it says why. */
  static Step quietly(Model model) {
    return Step.of(model, new Effect.SaveDraft(Sending.unsaved(model)), new Effect.Quit(""));
  }

  static Step stopping(Model model) {
    return Sending.op(model, Op.Shutdown::new)
        .then(sent -> Step.of(sent, new Effect.Quit(farewell(sent, true))));
  }

  private static String farewell(Model model, boolean stopped) {
    StringBuilder text = new StringBuilder();
    // Where it stands on the screen that stays, it need not be said again.
    Optional<String> answer =
        model.screen().inline() ? Optional.empty() : model.session().transcript().lastAnswer();
    answer.ifPresent(said -> text.append(said.strip()).append("\n\n"));
    SessionId session = model.session().place().session();
    if (session != null) {
      text.append(stopped ? "The session is stopped. Reopen it: " : "Go on with: ")
          .append("ct resume ")
          .append(session.value())
          .append('\n');
      if (!stopped && model.session().turn().isRunning()) {
        text.append("A turn is at work. Stop it with: ct stop ")
            .append(session.value())
            .append('\n');
      }
    }
    return text.toString();
  }

  private Leaving() {}
}
