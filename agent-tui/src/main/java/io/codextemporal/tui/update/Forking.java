package io.codextemporal.tui.update;

import io.codextemporal.protocol.SessionId;
import io.codextemporal.tui.model.ChoiceOverlay;
import io.codextemporal.tui.model.ChoiceOverlay.Item;
import io.codextemporal.tui.model.Composer;
import io.codextemporal.tui.model.Cut;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Intent;
import io.codextemporal.tui.model.Looking;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.model.Place;
import io.codextemporal.tui.model.Session;
import io.codextemporal.tui.model.Transcript;
import io.codextemporal.tui.model.TranscriptCell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Going on in a copy of a session, from its end or from before one of its messages; the session
 * itself stays as it is. Pure.
 */
final class Forking {
  static Step whole(Model model, Instant at) {
    return isEmpty(model)
        ? Step.of(EventUpdate.toast(model, "There is nothing to copy yet", at))
        : Step.of(model, new Effect.Fork(null));
  }

  /** The messages one can go back to, the newest first. */
  static Step choosing(Model model, Instant at) {
    List<Item> items = new ArrayList<>();
    Map<String, Integer> after = new HashMap<>();
    for (TranscriptCell cell : model.session().transcript().cells().reversed()) {
      if (cell instanceof TranscriptCell.User said) {
        String line = said.shown().strip().lines().findFirst().orElse("");
        int same = after.merge(said.text(), 1, Integer::sum) - 1;
        items.add(Item.of(line, "", new Intent.Fork(new Cut(said, same))));
      }
    }
    return items.isEmpty()
        ? Step.of(EventUpdate.toast(model, "There is no earlier message", at))
        : Step.of(
            model.with(
                model
                    .desk()
                    .opened(ChoiceOverlay.searching("Go on in a copy that ends before", items))));
  }

  static Step cut(Model model, Cut cut, Instant at) {
    return isEmpty(model)
        ? ComposerKeys.changed(model, again(model, cut), at)
        : Step.of(model, new Effect.Fork(cut));
  }

  private static boolean isEmpty(Model model) {
    Session session = model.session();
    return session.place().session() == null && session.transcript().head() == null;
  }

  /** What is known of the session stays above; what is sent from now on is the copy's. */
  static Step forked(Model model, Msg.Forked forked) {
    Session old = model.session();
    SessionId of = forked.of();
    Place place = new Place(null, forked.cwd(), forked.machine(), forked.settings());
    Transcript known =
        forked.page() == null
            ? old.transcript()
            : Transcript.EMPTY.append(Hands.unsigned(forked.page().events(), model.self().from()));
    boolean typedAhead = old.place().session() == null;
    Session copy =
        Session.fresh(old.way(), place)
            .with(known.copied(of, forked.cut()))
            .withUsage(old.usage(), old.window())
            .withOutgoing(typedAhead ? old.outgoing() : List.of());
    Model next = model.with(copy).with(Looking.AT_END);
    Cut cut = forked.cut();
    return cut == null || !model.desk().composer().isEmpty()
        ? Step.of(next)
        : ComposerKeys.changed(next, again(next, cut), model.now());
  }

  private static Composer again(Model model, Cut cut) {
    TranscriptCell.User said = cut.message();
    return model.desk().composer().replace(said.shown(), said.images());
  }

  private Forking() {}
}
