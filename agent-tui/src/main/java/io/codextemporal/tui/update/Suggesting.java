package io.codextemporal.tui.update;

import io.codextemporal.protocol.Op;
import io.codextemporal.tui.model.Draft;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Overlay;
import io.codextemporal.tui.model.SuggestOverlay;
import io.codextemporal.tui.model.SuggestOverlay.Kind;
import io.codextemporal.tui.model.SuggestOverlay.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens, feeds and closes the suggestions over the composer as the draft changes. Pure. Of a word
 * that is being typed at most one question about files is under way, and none is asked whose answer
 * is known: an op a letter would fill the session's history.
 */
final class Suggesting {
  private static final int ASKED = 100;

  /** After an edit: the suggestions that fit the word at the caret now. */
  static Step follow(Model model) {
    Draft draft = model.desk().composer().draft();
    boolean covered =
        !model.desk().overlays().isEmpty()
            && !(model.desk().overlays().getLast() instanceof SuggestOverlay);
    if (covered) {
      return Step.of(model);
    }
    String before = draft.text().substring(0, draft.caret());
    if (before.startsWith("/") && before.chars().noneMatch(Character::isWhitespace)) {
      return commands(model, before.substring(1));
    }
    int at = before.lastIndexOf('@');
    boolean starts = at == 0 || at > 0 && Character.isWhitespace(before.charAt(at - 1));
    if (starts && before.substring(at).chars().noneMatch(Character::isWhitespace)) {
      Listing known =
          open(model)
              .filter(open -> open.from() == at)
              .map(SuggestOverlay::listing)
              .orElse(Listing.NONE);
      return files(model, at, before.substring(at + 1), known);
    }
    return Step.of(without(model));
  }

  static Model without(Model model) {
    List<Overlay> overlays = new ArrayList<>(model.desk().overlays());
    overlays.removeIf(SuggestOverlay.class::isInstance);
    return model.with(model.desk().withOverlays(overlays));
  }

  private static Step commands(Model model, String word) {
    List<SuggestOverlay.Item> items = SlashCommand.suggestions(word);
    return Step.of(
        items.isEmpty()
            ? without(model)
            : opened(model, new SuggestOverlay(Kind.COMMAND, 0, word, items, 0, Listing.NONE)));
  }

  private static Step files(Model model, int from, String word, Listing known) {
    if (known.isWaiting() || known.covers(word)) {
      return Step.of(opened(model, fitting(from, word, known)));
    }
    if (model.session().place().session() == null) {
      Listing asking = known.asking("here", word);
      return Step.of(opened(model, fitting(from, word, asking)), new Effect.FindFiles(word, ASKED));
    }
    Listing asking = known.asking(model.self().id().value(), word);
    return Sending.op(
        opened(model, fitting(from, word, asking)),
        (id, sender) -> new Op.ListFiles(id, sender, word, ASKED));
  }

  private static SuggestOverlay fitting(int from, String word, Listing listing) {
    List<SuggestOverlay.Item> items =
        FuzzyMatch.best(word, listing.paths(), SlashCommand.mostShown()).stream()
            .map(path ->
                new SuggestOverlay.Item(quoted(path) + " ", path, "", FuzzyMatch.hits(word, path)))
            .toList();
    return new SuggestOverlay(Kind.FILE, from, word, items, 0, listing);
  }

  private static Model opened(Model model, SuggestOverlay overlay) {
    return model.with(without(model).desk().opened(overlay));
  }

  private static Optional<SuggestOverlay> open(Model model) {
    return model
        .desk()
        .top()
        .filter(SuggestOverlay.class::isInstance)
        .map(SuggestOverlay.class::cast)
        .filter(open -> open.kind() == Kind.FILE);
  }

  /** Files that were asked for; another screen's questions are answered to it alone. */
  static Step listed(Model model, String asked, List<String> paths, boolean more) {
    Optional<SuggestOverlay> open =
        open(model).filter(suggest -> suggest.listing().asked().equals(asked));
    return open.isEmpty()
        ? Step.of(model)
        : files(
            model,
            open.get().from(),
            open.get().word(),
            open.get().listing().answered(paths, more));
  }

  private static String quoted(String path) {
    return path.chars().anyMatch(Character::isWhitespace) ? "\"" + path + "\"" : path;
  }

  private Suggesting() {}
}
