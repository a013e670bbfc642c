package io.codextemporal.tui.update;

import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.model.ApprovalOverlay;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Key;
import io.codextemporal.tui.model.Looking.Anchor;
import io.codextemporal.tui.model.Looking.Selection;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.model.Overlay;
import io.codextemporal.tui.model.PagerOverlay;
import io.codextemporal.tui.view.PagerView;
import io.codextemporal.tui.view.Selected;
import io.codextemporal.tui.view.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the person looks, by keys, wheel and mouse. Pure. */
final class Scrolling {
  private static final int WHEEL = 3;

  private final TranscriptRows rows;

  Scrolling(TranscriptRows rows) {
    this.rows = rows;
  }

  Model page(Model model, int by) {
    int height = View.transcriptHeight(model);
    return scrolled(model, height, by * Math.max(1, height - 2));
  }

  Model top(Model model) {
    return model.with(model.looking().at(Anchor.TOP));
  }

  Model scrolled(Model model, int by) {
    return scrolled(model, View.transcriptHeight(model), by);
  }

  private Model scrolled(Model model, int height, int by) {
    Anchor next =
        rows.scrolled(model.session(), View.look(model), height, model.looking().anchor(), by);
    return model.with(model.looking().at(next));
  }

  /** Asks for what lies before what is known, once its top is near. */
  static Step more(Model model) {
    Anchor anchor = model.looking().anchor();
    boolean near = anchor != null && anchor.index() < 3;
    return near && model.session().transcript().hasEarlier()
        ? Step.of(model, Effect.LoadEarlier.of(model.session().transcript()))
        : Step.of(model);
  }

  Step moused(Model model, Msg.Moused mouse) {
    return switch (mouse.kind()) {
      case WHEEL_UP -> wheel(model, -WHEEL);
      case WHEEL_DOWN -> wheel(model, WHEEL);
      case PRESS ->
          Step.of(
              model.with(
                  model
                      .looking()
                      .selecting(
                          new Selection(
                              mouse.column(), mouse.row(), mouse.column(), mouse.row()))));
      case DRAG -> Step.of(dragged(model, mouse));
      case RELEASE -> released(dragged(model, mouse));
    };
  }

  private Step wheel(Model model, int by) {
    List<Overlay> overlays = model.desk().overlays();
    if (!overlays.isEmpty() && overlays.getLast() instanceof PagerOverlay pager) {
      PagerKeys keys = new PagerKeys(model, rows);
      PagerOverlay next = keys.scrolled(pager, by);
      List<Overlay> changed = new ArrayList<>(overlays);
      changed.set(changed.size() - 1, next);
      Step step = Step.of(model.with(model.desk().withOverlays(changed)));
      return keys.wantsEarlier(next)
          ? step.and(Effect.LoadEarlier.of(model.session().transcript()))
          : step;
    }
    if (!overlays.isEmpty()
        && overlays.getLast() instanceof ApprovalOverlay approval
        && approval.full()) {
      List<Overlay> changed = new ArrayList<>(overlays);
      changed.set(changed.size() - 1, ApprovalKeys.scrolled(approval, by, model.screen().size()));
      return Step.of(model.with(model.desk().withOverlays(changed)));
    }
    if (!overlays.isEmpty() && overlays.getLast().place() == Overlay.Place.FULL) {
      Key key = Key.of(by < 0 ? Key.Name.UP : Key.Name.DOWN);
      return new KeyUpdate(rows).press(model, key, model.now());
    }
    return Step.of(scrolled(model, by)).then(Scrolling::more);
  }

  private static Model dragged(Model model, Msg.Moused mouse) {
    @Nullable Selection selection = model.looking().selection();
    return selection == null
        ? model
        : model.with(
            model
                .looking()
                .selecting(
                    new Selection(
                        selection.fromColumn(), selection.fromRow(), mouse.column(), mouse.row())));
  }

  /** What was drawn over is copied as the text it is: unwrapped, without decoration. */
  private Step released(Model model) {
    @Nullable Selection selection = model.looking().selection();
    Model without = model.with(model.looking().selecting(null));
    if (selection == null || isPoint(selection)) {
      return Step.of(without);
    }
    String text = drawnOver(model, selection);
    return text.isBlank()
        ? Step.of(without)
        : Step.of(
            EventUpdate.toast(without, "Copied " + text.length() + " characters", model.now()),
            new Effect.Copy(text));
  }

  private String drawnOver(Model model, Selection selection) {
    Optional<Overlay> top = model.desk().top();
    if (top.isEmpty() || top.get().place() != Overlay.Place.FULL) {
      return Selected.text(View.shown(model, rows), selection);
    }
    if (!(top.get() instanceof PagerOverlay pager)) {
      return "";
    }
    // Its first row is the title.
    Selection below =
        new Selection(
            selection.fromColumn(),
            selection.fromRow() - 1,
            selection.toColumn(),
            selection.toRow() - 1);
    return Selected.text(PagerView.shown(pager, model, rows), below);
  }

  private static boolean isPoint(Selection selection) {
    return selection.fromRow() == selection.toRow()
        && selection.fromColumn() == selection.toColumn();
  }
}
