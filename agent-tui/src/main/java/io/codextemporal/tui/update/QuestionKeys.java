package io.codextemporal.tui.update;

import io.codextemporal.protocol.Ask;
import io.codextemporal.tui.model.Draft;
import io.codextemporal.tui.model.Intent;
import io.codextemporal.tui.model.Key;
import io.codextemporal.tui.model.OverlayStep;
import io.codextemporal.tui.model.QuestionOverlay;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys of the model's questions. Pure. */
final class QuestionKeys {
  static OverlayStep press(QuestionOverlay overlay, Key key, Instant at, Instant edited) {
    boolean answers = key.name() == Key.Name.ENTER || key.name() == Key.Name.CHARACTER;
    if (answers && !key.ctrl() && !Guard.lets(at, overlay.shownAt(), edited)) {
      return OverlayStep.stay(overlay);
    }
    int chosen = overlay.chosen().get(overlay.at());
    int last = overlay.question().options().size();
    return switch (key.name()) {
      case UP -> OverlayStep.stay(overlay.choosing(Math.max(0, chosen - 1)));
      case DOWN -> OverlayStep.stay(overlay.choosing(Math.min(last, chosen + 1)));
      case TAB, PAGE_DOWN ->
          OverlayStep.stay(overlay.showing((overlay.at() + 1) % overlay.questions().size()));
      case PAGE_UP ->
          OverlayStep.stay(
              overlay.showing(
                  (overlay.at() + overlay.questions().size() - 1) % overlay.questions().size()));
      case ENTER -> answer(overlay);
      case ESCAPE -> OverlayStep.close(new Intent.Run("interrupt", ""));
      case CHARACTER, BACKSPACE, LEFT, RIGHT, HOME, END -> write(overlay, key);
      default -> OverlayStep.stay(overlay);
    };
  }

  private static OverlayStep write(QuestionOverlay overlay, Key key) {
    if (key.ctrl() && key.text().equals("c")) {
      return OverlayStep.close(new Intent.Run("interrupt", ""));
    }
    if (key.ctrl() || key.alt()) {
      return OverlayStep.stay(overlay, new Intent.Pass());
    }
    int options = overlay.question().options().size();
    if (!overlay.isOwnWords()) {
      int digit = key.text().matches("[1-9]") ? Integer.parseInt(key.text()) : 0;
      if (digit > 0 && digit <= options) {
        return answer(overlay.choosing(digit - 1));
      }
      return key.name() == Key.Name.CHARACTER
          ? OverlayStep.stay(own(overlay.choosing(options), key))
          : OverlayStep.stay(overlay);
    }
    return OverlayStep.stay(own(overlay, key));
  }

  private static QuestionOverlay own(QuestionOverlay overlay, Key key) {
    Draft words = overlay.words().get(overlay.at());
    return overlay.writing(
        switch (key.name()) {
          case CHARACTER -> words.insert(key.text());
          case BACKSPACE -> words.isEmpty() ? words : words.deleteTo(words.left());
          case LEFT -> words.at(words.left());
          case RIGHT -> words.at(words.right());
          case HOME -> words.at(0);
          case END -> words.at(words.text().length());
          default -> words;
        });
  }

  /** To the next question that has no answer; after the last, all answers go. */
  private static OverlayStep answer(QuestionOverlay overlay) {
    if (overlay.isOwnWords() && overlay.words().get(overlay.at()).text().isBlank()) {
      return OverlayStep.stay(overlay);
    }
    QuestionOverlay answered = overlay.answered();
    int open = answered.done().indexOf(false);
    if (open >= 0) {
      return OverlayStep.stay(answered.showing(open));
    }
    return OverlayStep.close(new Intent.Answer(answered.call(), answers(answered)));
  }

  private static Map<String, List<String>> answers(QuestionOverlay overlay) {
    Map<String, List<String>> answers = new LinkedHashMap<>();
    for (int i = 0; i < overlay.questions().size(); i++) {
      Ask.Question question = overlay.questions().get(i);
      int chosen = overlay.chosen().get(i);
      String answer =
          chosen < question.options().size()
              ? question.options().get(chosen).label()
              : overlay.words().get(i).text().strip();
      answers.put(question.id(), List.of(answer));
    }
    return answers;
  }

  private QuestionKeys() {}
}
