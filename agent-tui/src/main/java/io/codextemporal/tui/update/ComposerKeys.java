package io.codextemporal.tui.update;

import io.codextemporal.tui.model.Action;
import io.codextemporal.tui.model.Composer;
import io.codextemporal.tui.model.Draft;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Prompts;
import io.codextemporal.tui.view.ComposerLayout;
import io.codextemporal.tui.view.View;
import java.time.Instant;
import java.util.Optional;

/** Editing the draft. Pure. */
final class ComposerKeys {
  /** What an editing action does; empty for an action that is none. */
  static Optional<Step> edit(Model model, Action action, Instant at) {
    Composer composer = model.desk().composer();
    Draft draft = composer.draft();
    return switch (action) {
      case NEWLINE -> Optional.of(changed(model, composer.type("\n"), at));
      case LEFT -> Optional.of(moved(model, composer.move(draft.left())));
      case RIGHT -> Optional.of(moved(model, composer.move(draft.right())));
      case WORD_LEFT -> Optional.of(moved(model, composer.move(draft.wordLeft())));
      case WORD_RIGHT -> Optional.of(moved(model, composer.move(draft.wordRight())));
      case LINE_START -> Optional.of(moved(model, composer.move(draft.lineStart())));
      case LINE_END -> Optional.of(moved(model, composer.move(draft.lineEnd())));
      case DELETE_LEFT -> Optional.of(changed(model, composer.deleteTo(draft.left()), at));
      case DELETE_RIGHT -> Optional.of(changed(model, composer.deleteTo(draft.right()), at));
      case DELETE_WORD_LEFT -> Optional.of(changed(model, composer.killTo(draft.blankLeft()), at));
      case DELETE_WORD_RIGHT -> Optional.of(changed(model, composer.killTo(draft.wordRight()), at));
      case KILL_TO_END -> Optional.of(changed(model, composer.killTo(lineRest(draft)), at));
      case KILL_TO_START -> Optional.of(changed(model, composer.killTo(draft.lineStart()), at));
      case YANK -> Optional.of(changed(model, composer.yank(), at));
      case YANK_POP -> Optional.of(changed(model, composer.yankPop(), at));
      case UNDO -> Optional.of(changed(model, composer.undone(), at));
      case UP -> Optional.of(vertical(model, -1));
      case DOWN -> Optional.of(vertical(model, 1));
      default -> Optional.empty();
    };
  }

  /** To the line's end; at the end, the line break itself. */
  private static int lineRest(Draft draft) {
    int end = draft.lineEnd();
    return end == draft.caret() && end < draft.text().length() ? end + 1 : end;
  }

  static Step changed(Model model, Composer composer, Instant at) {
    if (composer.equals(model.desk().composer())) {
      return Step.of(model);
    }
    Model next = model.with(model.desk().edited(composer, at));
    return Suggesting.follow(next).and(new Effect.SaveDraft(Sending.unsaved(next)));
  }

  private static Step moved(Model model, Composer composer) {
    return Suggesting.follow(model.with(model.desk().with(composer)));
  }

  /** A row up or down; past the first and the last, through what was typed before. */
  private static Step vertical(Model model, int by) {
    Composer composer = model.desk().composer();
    ComposerLayout layout =
        ComposerLayout.of(composer, View.composerColumns(model.screen().size()));
    int row = layout.caretRow() + by;
    if (row >= 0 && row < layout.height()) {
      return moved(model, composer.move(layout.offset(row, layout.caretColumn())));
    }
    Prompts prompts = model.desk().prompts();
    Optional<Prompts> next = by < 0 ? prompts.back(composer.message()) : prompts.forward();
    return Step.of(
        next.map(step -> model.with(model.desk().with(step).with(composer.replace(step.shown()))))
            .orElse(model));
  }

  private ComposerKeys() {}
}
