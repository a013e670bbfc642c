package io.codextemporal.tui.update;

import io.codextemporal.tui.model.Action;
import io.codextemporal.tui.model.Composer;
import io.codextemporal.tui.model.Draft;
import io.codextemporal.tui.model.Key;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Vi;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * vi's keys over the composer: motions, the operators d, c and y, and the ways into insertion.
 * Pure. What it does not know in normal mode does nothing; keys with Ctrl and the named ones stay
 * the screen's.
 */
final class ViKeys {
  /** What the key does as vi's; empty when it is not vi's to do. */
  static Optional<Step> press(Model model, Key key, Instant at) {
    Vi vi = model.desk().vi();
    boolean escape = key.name() == Key.Name.ESCAPE;
    return switch (vi.mode()) {
      case OFF -> Optional.empty();
      case INSERT -> escape ? Optional.of(normal(model)) : Optional.empty();
      case NORMAL ->
          escape && !vi.pending().isEmpty()
              ? Optional.of(mode(model, Vi.NORMAL))
              : command(model, vi, key, at);
    };
  }

  /** Into normal mode; the caret steps back as vi's does. */
  private static Step normal(Model model) {
    Composer composer = model.desk().composer();
    Draft draft = composer.draft();
    boolean inside = draft.caret() > draft.lineStart();
    Model moved = inside ? model.with(model.desk().with(composer.move(draft.left()))) : model;
    return mode(Suggesting.without(moved), Vi.NORMAL);
  }

  private static Step mode(Model model, Vi next) {
    return Step.of(model.with(model.desk().with(next)));
  }

  private static Optional<Step> command(Model model, Vi vi, Key key, Instant at) {
    if (key.name() != Key.Name.CHARACTER || key.ctrl() || key.alt()) {
      return Optional.empty();
    }
    String letter = key.text();
    Step step =
        switch (vi.pending()) {
          case "" -> plain(model, letter, at);
          case "r" -> replaced(model, letter, at);
          case "g" -> letter.equals("g") ? moved(model, 0) : Step.of(model);
          default -> operated(model, vi.pending(), letter, at);
        };
    boolean waits = vi.pending().isEmpty() && "dcyrg".contains(letter);
    return Optional.of(
        waits || step.model().desk().vi().mode() == Vi.Mode.INSERT
            ? step
            : step.then(next -> mode(next, Vi.NORMAL)));
  }

  private static Step plain(Model model, String letter, Instant at) {
    Composer composer = model.desk().composer();
    Draft draft = composer.draft();
    return switch (letter) {
      case "d", "c", "y", "r", "g" -> mode(model, Vi.NORMAL.waiting(letter));
      case "i" -> insert(model, draft.caret());
      case "a" -> insert(model, Math.min(draft.right(), draft.lineEnd()));
      case "I" -> insert(model, draft.lineStart());
      case "A" -> insert(model, draft.lineEnd());
      case "o" -> opened(model, draft.lineEnd(), "\n", 1, at);
      case "O" -> opened(model, draft.lineStart(), "\n", 0, at);
      case "x" -> deleted(model, Math.min(draft.right(), draft.lineEnd()), at);
      case "X" -> deleted(model, Math.max(draft.left(), draft.lineStart()), at);
      case "D" -> deleted(model, draft.lineEnd(), at);
      case "C" -> deleted(model, draft.lineEnd(), at).then(next -> mode(next, Vi.INSERT));
      case "p" -> ComposerKeys.changed(model, composer.move(draft.right()).yank(), at);
      case "P" -> ComposerKeys.changed(model, composer.yank(), at);
      case "u" -> ComposerKeys.edit(model, Action.UNDO, at).orElse(Step.of(model));
      case "j" -> ComposerKeys.edit(model, Action.DOWN, at).orElse(Step.of(model));
      case "k" -> ComposerKeys.edit(model, Action.UP, at).orElse(Step.of(model));
      default -> {
        OptionalInt target = motion(draft, letter);
        yield target.isPresent() ? moved(model, target.getAsInt()) : Step.of(model);
      }
    };
  }

  /** Where a motion leads; empty for a letter that is none. */
  static OptionalInt motion(Draft draft, String letter) {
    return switch (letter) {
      case "h" -> OptionalInt.of(Math.max(draft.left(), draft.lineStart()));
      case "l", " " -> OptionalInt.of(Math.min(draft.right(), draft.lineEnd()));
      case "w" -> OptionalInt.of(nextWord(draft));
      case "b" -> OptionalInt.of(draft.wordLeft());
      case "e" -> OptionalInt.of(draft.wordRight());
      case "0" -> OptionalInt.of(draft.lineStart());
      case "^" -> OptionalInt.of(firstWritten(draft));
      case "$" -> OptionalInt.of(draft.lineEnd());
      case "G" -> OptionalInt.of(draft.text().length());
      default -> OptionalInt.empty();
    };
  }

  private static int nextWord(Draft draft) {
    String text = draft.text();
    int at = draft.caret();
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int firstWritten(Draft draft) {
    int at = draft.lineStart();
    while (at < draft.lineEnd() && Character.isWhitespace(draft.text().charAt(at))) {
      at++;
    }
    return at;
  }

  private static Step operated(Model model, String operator, String letter, Instant at) {
    Composer composer = model.desk().composer();
    Draft draft = composer.draft();
    boolean line = letter.equals(operator);
    // To change a word leaves the blank behind it.
    String meant = operator.equals("c") && letter.equals("w") ? "e" : letter;
    OptionalInt target = line ? OptionalInt.of(draft.lineEnd()) : motion(draft, meant);
    if (target.isEmpty()) {
      return Step.of(model);
    }
    int to = target.getAsInt();
    Composer from = line ? composer.move(draft.lineStart()) : composer;
    return switch (operator) {
      case "y" -> {
        // Taken out and put back: the kill ring has it, the text is as it was.
        Composer killed = from.killTo(to);
        Composer back = killed.equals(from) ? from : killed.yank();
        yield ComposerKeys.changed(model, back.move(draft.caret()), at);
      }
      case "c" ->
          ComposerKeys.changed(model, from.killTo(to), at).then(next -> mode(next, Vi.INSERT));
      default -> {
        boolean wholeLine = line && to < draft.text().length();
        yield ComposerKeys.changed(model, from.killTo(wholeLine ? to + 1 : to), at);
      }
    };
  }

  private static Step replaced(Model model, String letter, Instant at) {
    Composer composer = model.desk().composer();
    Draft draft = composer.draft();
    if (draft.caret() >= draft.lineEnd()) {
      return Step.of(model);
    }
    Composer typed = composer.deleteTo(draft.right()).type(letter);
    return ComposerKeys.changed(model, typed.move(draft.caret()), at);
  }

  private static Step insert(Model model, int place) {
    return moved(model, place).then(next -> mode(next, Vi.INSERT));
  }

  private static Step opened(Model model, int place, String text, int forward, Instant at) {
    Composer typed = model.desk().composer().move(place).type(text);
    Composer there = typed.move(place + forward);
    return ComposerKeys.changed(model, there, at).then(next -> mode(next, Vi.INSERT));
  }

  private static Step deleted(Model model, int to, Instant at) {
    return ComposerKeys.changed(model, model.desk().composer().killTo(to), at);
  }

  private static Step moved(Model model, int place) {
    return Step.of(model.with(model.desk().with(model.desk().composer().move(place))));
  }

  private ViKeys() {}
}
