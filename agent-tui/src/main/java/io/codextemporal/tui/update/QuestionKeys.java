package io.codextemporal.tui.update;

import io.codextemporal.protocol.Ask;
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
    return overlay.isOwnWords() ? writing(overlay, key) : choosing(overlay, key);
  }

  private static OverlayStep choosing(QuestionOverlay overlay, Key key) {
    return switch (key.name()) {
      case LEFT -> OverlayStep.stay(turned(overlay, -1));
      case RIGHT -> OverlayStep.stay(turned(overlay, 1));
      case CHARACTER -> letter(overlay, key);
      case ESCAPE -> interrupt();
      default -> both(overlay, key);
    };
  }

  /** Keys while the cursor is on the answer in one's own words. */
  private static OverlayStep writing(QuestionOverlay overlay, Key key) {
    boolean empty = overlay.words().get(overlay.at()).isEmpty();
    return switch (key.name()) {
      case ESCAPE -> empty ? interrupt() : OverlayStep.stay(overlay.choosing(0));
      case CHARACTER -> isCtrlC(key) ? interrupt() : OverlayStep.stay(own(overlay, key));
      case BACKSPACE, DELETE, LEFT, RIGHT, HOME, END -> OverlayStep.stay(own(overlay, key));
      default -> both(overlay, key);
    };
  }

  private static OverlayStep both(QuestionOverlay overlay, Key key) {
    int chosen = overlay.chosen().get(overlay.at());
    int last = overlay.question().options().size();
    return switch (key.name()) {
      case UP -> OverlayStep.stay(overlay.choosing(Math.max(0, chosen - 1)));
      case DOWN -> OverlayStep.stay(overlay.choosing(Math.min(last, chosen + 1)));
      case TAB -> OverlayStep.stay(turned(overlay, key.shift() ? -1 : 1));
      case PAGE_UP -> OverlayStep.stay(turned(overlay, -1));
      case PAGE_DOWN -> OverlayStep.stay(turned(overlay, 1));
      case ENTER -> answer(overlay);
      default -> OverlayStep.stay(overlay);
    };
  }

  /** A digit answers, any other letter begins an answer in one's own words. */
  private static OverlayStep letter(QuestionOverlay overlay, Key key) {
    if (isCtrlC(key)) {
      return interrupt();
    }
    if (key.ctrl() || key.alt()) {
      return OverlayStep.stay(overlay, new Intent.Pass());
    }
    int options = overlay.question().options().size();
    int digit = key.text().matches("[1-9]") ? Integer.parseInt(key.text()) : 0;
    if (digit > 0 && digit <= options) {
      return answer(overlay.choosing(digit - 1));
    }
    QuestionOverlay own = overlay.choosing(options);
    return OverlayStep.stay(digit == options + 1 || key.text().isBlank() ? own : own(own, key));
  }

  private static QuestionOverlay own(QuestionOverlay overlay, Key key) {
    return overlay.writing(OneLine.edit(overlay.words().get(overlay.at()), key));
  }

  private static QuestionOverlay turned(QuestionOverlay overlay, int by) {
    return overlay.showing(Math.floorMod(overlay.at() + by, overlay.questions().size()));
  }

  private static boolean isCtrlC(Key key) {
    return key.ctrl() && key.text().equals("c");
  }

  private static OverlayStep interrupt() {
    return OverlayStep.close(new Intent.Run("interrupt", ""));
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
