package io.codextemporal.tui.update;

import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.model.ApprovalOverlay;
import io.codextemporal.tui.model.ChoiceOverlay;
import io.codextemporal.tui.model.Draft;
import io.codextemporal.tui.model.HelpOverlay;
import io.codextemporal.tui.model.Intent;
import io.codextemporal.tui.model.Key;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Overlay;
import io.codextemporal.tui.model.OverlayStep;
import io.codextemporal.tui.model.PagerOverlay;
import io.codextemporal.tui.model.QuestionOverlay;
import io.codextemporal.tui.model.SessionsOverlay;
import io.codextemporal.tui.model.SuggestOverlay;
import io.codextemporal.tui.view.HelpView;
import java.time.Instant;
import java.util.Optional;

/** What a key does to the overlay that has the keys. Pure. */
final class Overlays {
  static OverlayStep press(Overlay overlay, Key key, Model model, Instant at, TranscriptRows rows) {
    return switch (overlay) {
      case ApprovalOverlay approval ->
          ApprovalKeys.press(approval, key, at, model.desk().editedAt(), model.screen().size());
      case QuestionOverlay question ->
          QuestionKeys.press(question, key, at, model.desk().editedAt());
      case ChoiceOverlay choice -> ChoiceKeys.press(choice, key, at, model.desk().editedAt());
      case SessionsOverlay sessions -> sessions(sessions, key, at);
      case SuggestOverlay suggest -> suggest(suggest, key, model);
      case PagerOverlay pager -> new PagerKeys(model, rows).press(pager, key);
      case HelpOverlay help -> help(help, key, model);
    };
  }

  /** A paste where a line is being typed; empty when this overlay has none. */
  static Optional<Overlay> paste(Overlay overlay, String text) {
    String line = OneLine.clean(text);
    return switch (overlay) {
      case ApprovalOverlay approval -> {
        Draft reason = approval.reason();
        yield reason == null
            ? Optional.empty()
            : Optional.of(approval.withReason(reason.insert(line)));
      }
      case QuestionOverlay question -> {
        QuestionOverlay own = question.choosing(question.question().options().size());
        yield Optional.of(own.writing(own.words().get(own.at()).insert(line)));
      }
      case ChoiceOverlay choice ->
          choice.filters()
              ? Optional.of(choice.filtered(choice.filter() + line))
              : Optional.empty();
      case SessionsOverlay sessions -> Optional.of(sessions.filtered(sessions.filter() + line));
      case SuggestOverlay suggest -> Optional.empty();
      case PagerOverlay pager ->
          pager.typing()
              ? Optional.of(pager.searching(pager.search() + line, true))
              : Optional.empty();
      case HelpOverlay help -> Optional.empty();
    };
  }

  /** In every list Ctrl-N and Ctrl-P are the arrows. */
  static Key listed(Key key) {
    if (key.ctrl() && key.text().equals("n")) {
      return Key.of(Key.Name.DOWN);
    }
    return key.ctrl() && key.text().equals("p") ? Key.of(Key.Name.UP) : key;
  }

  static boolean isCancel(Key key) {
    return key.name() == Key.Name.ESCAPE || key.ctrl() && key.text().equals("c");
  }

  private static OverlayStep sessions(SessionsOverlay sessions, Key key, Instant at) {
    if (isCancel(key)) {
      return OverlayStep.close();
    }
    return switch (listed(key).name()) {
      case UP -> OverlayStep.stay(sessions.select(sessions.selected() - 1));
      case DOWN -> OverlayStep.stay(sessions.select(sessions.selected() + 1));
      case PAGE_UP -> OverlayStep.stay(sessions.select(sessions.selected() - 10));
      case PAGE_DOWN -> OverlayStep.stay(sessions.select(sessions.selected() + 10));
      case TAB ->
          OverlayStep.stay(
              SessionsOverlay.loading(!sessions.everywhere(), at).filtered(sessions.filter()),
              new Intent.Do(
                  new io.codextemporal.tui.model.Effect.ListSessions(!sessions.everywhere())));
      case ENTER ->
          sessions.shown().isEmpty()
              ? OverlayStep.stay(sessions)
              : OverlayStep.close(
                  new Intent.Attach(sessions.shown().get(sessions.selected()).session()));
      default -> {
        String filter = OneLine.edit(sessions.filter(), key);
        yield OverlayStep.stay(
            filter.equals(sessions.filter()) ? sessions : sessions.filtered(filter));
      }
    };
  }

  /** Arrows, Tab and Enter are the list's, everything else is typing. */
  private static OverlayStep suggest(SuggestOverlay suggest, Key key, Model model) {
    boolean none = suggest.items().isEmpty();
    return switch (listed(key).name()) {
      case ESCAPE -> OverlayStep.close();
      case UP ->
          none
              ? OverlayStep.stay(suggest, new Intent.Pass())
              : OverlayStep.stay(suggest.select(suggest.selected() - 1));
      case DOWN ->
          none
              ? OverlayStep.stay(suggest, new Intent.Pass())
              : OverlayStep.stay(suggest.select(suggest.selected() + 1));
      case TAB -> none ? OverlayStep.close() : OverlayStep.close(complete(suggest));
      case ENTER -> enter(suggest, key, model);
      default -> OverlayStep.stay(suggest, new Intent.Pass());
    };
  }

  /** Enter runs a command that is chosen or whole; a file it only puts in. */
  private static OverlayStep enter(SuggestOverlay suggest, Key key, Model model) {
    if (suggest.items().isEmpty() || key.shift() || key.alt()) {
      return OverlayStep.close(new Intent.Pass());
    }
    if (suggest.kind() == SuggestOverlay.Kind.FILE) {
      return OverlayStep.close(complete(suggest));
    }
    String command = suggest.items().get(suggest.selected()).text().strip().substring(1);
    boolean whole = model.desk().composer().message().strip().equals("/" + suggest.word());
    return whole
        ? OverlayStep.close(new Intent.Redraft(""), new Intent.Run(command, ""))
        : OverlayStep.close(complete(suggest));
  }

  private static Intent complete(SuggestOverlay suggest) {
    return new Intent.Complete(suggest.from(), suggest.items().get(suggest.selected()).text());
  }

  private static OverlayStep help(HelpOverlay help, Key key, Model model) {
    if (isCancel(key) || key.text().equals("q") || key.text().equals("?")) {
      return OverlayStep.close();
    }
    int most = HelpView.furthest(help, model.keys(), model.screen().size());
    int page = Math.max(1, model.screen().size().rows() - 5);
    int by =
        switch (key.name()) {
          case UP -> -1;
          case DOWN -> 1;
          case PAGE_UP -> -page;
          case PAGE_DOWN -> page;
          case HOME -> -most;
          case END -> most;
          default -> 0;
        };
    return OverlayStep.stay(help.from(Math.clamp(help.top() + by, 0, most)));
  }

  private Overlays() {}
}
