package io.codextemporal.tui.update;

import io.codextemporal.tui.cells.Blocks;
import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.cells.Windows;
import io.codextemporal.tui.model.Looking.Anchor;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Overlay;
import io.codextemporal.tui.model.PagerOverlay;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.view.PagerView;
import io.codextemporal.tui.view.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Another size of the screen: what was read at its top stays there. Pure. */
final class Resizing {
  private final TranscriptRows rows;

  Resizing(TranscriptRows rows) {
    this.rows = rows;
  }

  Model resized(Model model, Size size) {
    Model next = model.with(model.screen().withSize(size));
    List<Overlay> overlays = new ArrayList<>(model.desk().overlays());
    overlays.replaceAll(
        overlay -> overlay instanceof PagerOverlay pager ? pager(pager, model, next) : overlay);
    Anchor anchor =
        resettled(
            rows.of(model.session(), View.look(model)),
            rows.of(model.session(), View.look(next)),
            model.looking().anchor());
    return next.with(next.looking().at(anchor)).with(next.desk().withOverlays(overlays));
  }

  private PagerOverlay pager(PagerOverlay pager, Model before, Model after) {
    String text = pager.text();
    TranscriptRows.Look old = PagerView.look(before.screen());
    TranscriptRows.Look look = PagerView.look(after.screen());
    Blocks were = text == null ? rows.of(before.session(), old) : rows.of(text, old);
    Blocks are = text == null ? rows.of(after.session(), look) : rows.of(text, look);
    return pager.at(resettled(were, are, pager.anchor()));
  }

  private static @Nullable Anchor resettled(Blocks were, Blocks are, @Nullable Anchor anchor) {
    return anchor == null || anchor.isTop() || anchor.index() >= were.size()
        ? anchor
        : Windows.resettled(were.rows(anchor.index()), are.rows(anchor.index()), anchor);
  }
}
