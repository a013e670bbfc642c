package io.codextemporal.tui.update;

import io.codextemporal.tui.model.ChoiceOverlay;
import io.codextemporal.tui.model.ChoiceOverlay.Item;
import io.codextemporal.tui.model.Intent;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Msg;
import java.util.List;

/** Asks once whether a folder is trusted. Pure. */
final class Trusting {
  /** Only where nothing has been begun: who types is not asked this time. */
  static Model asked(Model model, Msg.Untrusted untrusted) {
    boolean begun =
        !model.desk().composer().isEmpty()
            || !model.desk().overlays().isEmpty()
            || model.session().place().session() != null
            || !model.session().outgoing().isEmpty();
    return begun ? model : model.with(model.desk().opened(question(untrusted)));
  }

  private static ChoiceOverlay question(Msg.Untrusted untrusted) {
    String folder = untrusted.folder();
    return ChoiceOverlay.of(
            "Do you trust what is in " + folder + "?",
            List.of(
                Item.of(
                    "Yes",
                    "commands may write here and only here; its own settings hold",
                    new Intent.Trust(folder, true)),
                Item.of(
                    "No", "it is only read, unless you say so", new Intent.Trust(folder, false))),
            0)
        .guarded(untrusted.at(), "enter chooses • esc asks again next time");
  }

  private Trusting() {}
}
