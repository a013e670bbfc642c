package io.codextemporal.tui.update;

import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Intent;
import io.codextemporal.tui.model.Looking.Anchor;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.model.Overlay;
import io.codextemporal.tui.model.OverlayStep;
import io.codextemporal.tui.model.PagerOverlay;
import io.codextemporal.tui.model.Session;
import io.codextemporal.tui.model.Transcript;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of a long session is held: what is far above where one looks goes when it becomes much,
 * and is read again when one comes near it, goes to the top or searches. Pure.
 */
final class Holding {
  /** Cells that are held whatever happens, and how many more make a cut. */
  private static final int KEPT = 2_000;

  private static final int SLACK = 1_000;

  /** Cells that stay above the one at the top of the screen. */
  private static final int ABOVE = 500;

  private final TranscriptRows rows;

  Holding(TranscriptRows rows) {
    this.rows = rows;
  }

  /** Older events, put before what is known; the rows one looks at stay where they are. */
  Step earlier(Model model, Msg.ArrivedEarlier earlier) {
    Session session = model.session();
    List<SequencedEvent> events = earlier.page().events();
    Transcript longer = session.transcript().prepend(Hands.unsigned(events, model.self().from()));
    int added = longer.cells().size() - session.transcript().cells().size();
    Model next = shifted(model.with(session.with(longer)), added);
    // What was asked for twice came already; what nobody has is not asked for again.
    boolean news = longer.first() < session.transcript().first();
    return news || events.isEmpty() ? further(next, news) : Step.of(next);
  }

  private Step further(Model model, boolean more) {
    Anchor anchor = model.looking().anchor();
    Transcript transcript = model.session().transcript();
    boolean asks = more && anchor != null && anchor.isTop() && transcript.hasEarlier();
    List<Effect> effects = new ArrayList<>();
    List<Overlay> overlays = new ArrayList<>(model.desk().overlays());
    for (int i = 0; i < overlays.size(); i++) {
      if (overlays.get(i) instanceof PagerOverlay pager && pager.text() == null) {
        OverlayStep step = new PagerKeys(model, rows).readMore(pager, more);
        overlays.set(i, step.next() == null ? pager : step.next());
        asks |= step.intents().stream().anyMatch(Intent.Do.class::isInstance);
      }
    }
    if (asks) {
      effects.add(Effect.LoadEarlier.of(transcript));
    }
    return new Step(model.with(model.desk().withOverlays(overlays)), effects);
  }

  /** Without the oldest cells, where there are too many and nobody looks at them. */
  static Model bounded(Model model) {
    Session session = model.session();
    int size = session.transcript().cells().size();
    if (size <= KEPT + SLACK) {
      return model;
    }
    int cut = above(size - KEPT, model.looking().anchor());
    for (Overlay overlay : model.desk().overlays()) {
      if (overlay instanceof PagerOverlay pager && pager.text() == null) {
        cut = above(cut, pager.anchor());
        cut = pager.hit() == null ? cut : above(cut, pager.hit().row());
      }
    }
    if (cut < SLACK) {
      return model;
    }
    Transcript shorter = session.transcript().without(cut);
    return shifted(model.with(session.with(shorter)), shorter.cells().size() - size);
  }

  private static int above(int cut, @Nullable Anchor anchor) {
    return anchor == null ? cut : Math.min(cut, anchor.index() - ABOVE);
  }

  /** The same rows on the screen after so many cells came before them; negative: went. */
  private static Model shifted(Model model, int cells) {
    Anchor anchor = model.looking().anchor();
    Model next = anchor == null ? model : model.with(model.looking().at(anchor.after(cells)));
    List<Overlay> overlays = new ArrayList<>(model.desk().overlays());
    overlays.replaceAll(
        overlay -> overlay instanceof PagerOverlay pager ? pager.after(cells) : overlay);
    return next.with(next.desk().withOverlays(overlays));
  }
}
