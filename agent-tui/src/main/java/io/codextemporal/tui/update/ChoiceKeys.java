package io.codextemporal.tui.update;

import io.codextemporal.tui.model.ChoiceOverlay;
import io.codextemporal.tui.model.ChoiceOverlay.Item;
import io.codextemporal.tui.model.Key;
import io.codextemporal.tui.model.OverlayStep;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys of a list to choose from. Pure. */
final class ChoiceKeys {
  private static final int PAGE = 8;

  static OverlayStep press(ChoiceOverlay choice, Key key, Instant at, Instant edited) {
    if (Overlays.isCancel(key)) {
      return new OverlayStep(null, choice.undo());
    }
    @Nullable Instant guarded = choice.guardedFrom();
    boolean chooses = key.name() == Key.Name.ENTER || key.name() == Key.Name.CHARACTER;
    if (guarded != null && chooses && !Guard.lets(at, guarded, edited)) {
      return OverlayStep.stay(choice);
    }
    if (choice.filters() && key.ctrl() && key.text().equals("r")) {
      return moved(choice, 1);
    }
    return switch (Overlays.listed(key).name()) {
      case UP -> moved(choice, -1);
      case DOWN -> moved(choice, 1);
      case TAB -> moved(choice, key.shift() ? -1 : 1);
      case PAGE_UP -> moved(choice, -PAGE);
      case PAGE_DOWN -> moved(choice, PAGE);
      case ENTER ->
          choice.shown().isEmpty()
              ? OverlayStep.stay(choice)
              : new OverlayStep(null, choice.shown().get(choice.selected()).intents());
      default -> choice.filters() ? narrowed(choice, key) : letter(choice, key);
    };
  }

  private static OverlayStep moved(ChoiceOverlay choice, int by) {
    ChoiceOverlay next = choice.select(choice.selected() + by);
    List<Item> shown = next.shown();
    return next.selected() == choice.selected() || shown.isEmpty()
        ? OverlayStep.stay(next)
        : new OverlayStep(next, shown.get(next.selected()).tries());
  }

  private static OverlayStep narrowed(ChoiceOverlay choice, Key key) {
    String filter = OneLine.edit(choice.filter(), key);
    return OverlayStep.stay(filter.equals(choice.filter()) ? choice : choice.filtered(filter));
  }

  private static OverlayStep letter(ChoiceOverlay choice, Key key) {
    if (key.name() != Key.Name.CHARACTER || key.ctrl() || key.alt()) {
      return OverlayStep.stay(choice);
    }
    for (Item item : choice.items()) {
      if (!item.key().isEmpty() && item.key().equals(key.text())) {
        return new OverlayStep(null, item.intents());
      }
    }
    int digit = key.text().matches("[1-9]") ? Integer.parseInt(key.text()) : 0;
    return digit > 0 && digit <= choice.items().size()
        ? new OverlayStep(null, choice.items().get(digit - 1).intents())
        : OverlayStep.stay(choice);
  }

  private ChoiceKeys() {}
}
