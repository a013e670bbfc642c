package io.codextemporal.tui.update;

import io.codextemporal.protocol.Op;
import io.codextemporal.tui.model.Desk;
import io.codextemporal.tui.model.Draft;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Overlay;
import io.codextemporal.tui.model.SuggestOverlay;
import java.util.ArrayList;
import java.util.List;

/** Opens, feeds and closes the suggestions over the composer as the draft changes. Pure. */
final class Suggesting {
  private static final int ASKED = 500;

  /** After an edit: the suggestions that fit the word at the caret now. */
  static Step follow(Model model) {
    Draft draft = model.desk().composer().draft();
    List<Overlay> others = new ArrayList<>(model.desk().overlays());
    others.removeIf(SuggestOverlay.class::isInstance);
    if (!others.isEmpty()) {
      return Step.of(model);
    }
    String before = draft.text().substring(0, draft.caret());
    if (before.startsWith("/") && before.chars().noneMatch(Character::isWhitespace)) {
      return commands(model, before.substring(1));
    }
    int at = before.lastIndexOf('@');
    boolean starts = at == 0 || at > 0 && Character.isWhitespace(before.charAt(at - 1));
    if (starts && before.substring(at).chars().noneMatch(Character::isWhitespace)) {
      return files(model, at, before.substring(at + 1));
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
            : opened(
                model, new SuggestOverlay(SuggestOverlay.Kind.COMMAND, 0, word, items, 0, false)));
  }

  private static Step files(Model model, int from, String word) {
    Model waiting =
        opened(model, new SuggestOverlay(SuggestOverlay.Kind.FILE, from, word, List.of(), 0, true));
    if (model.session().place().session() == null) {
      return Step.of(
          opened(
              model,
              new SuggestOverlay(SuggestOverlay.Kind.FILE, from, word, List.of(), 0, false)));
    }
    return Sending.op(waiting, (id, sender) -> new Op.ListFiles(id, sender, word, ASKED));
  }

  private static Model opened(Model model, SuggestOverlay overlay) {
    Desk desk = without(model).desk();
    return model.with(desk.opened(overlay));
  }

  /** Files that were asked for. */
  static Model listed(Model model, List<String> paths) {
    return model
        .desk()
        .top()
        .filter(SuggestOverlay.class::isInstance)
        .map(SuggestOverlay.class::cast)
        .filter(open -> open.kind() == SuggestOverlay.Kind.FILE)
        .map(open -> opened(model, with(open, paths)))
        .orElse(model);
  }

  private static SuggestOverlay with(SuggestOverlay open, List<String> paths) {
    List<SuggestOverlay.Item> items =
        FuzzyMatch.best(open.word(), paths, SlashCommand.mostShown()).stream()
            .map(path -> new SuggestOverlay.Item(quoted(path) + " ", path, ""))
            .toList();
    return new SuggestOverlay(open.kind(), open.from(), open.word(), items, 0, false);
  }

  private static String quoted(String path) {
    return path.chars().anyMatch(Character::isWhitespace) ? "\"" + path + "\"" : path;
  }

  private Suggesting() {}
}
