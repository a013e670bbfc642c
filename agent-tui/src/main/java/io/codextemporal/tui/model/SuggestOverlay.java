package io.codextemporal.tui.model;

import java.util.List;

/**
 * What the word before the caret may become: commands after a slash, files after an at sign. Typing
 * goes on in the composer.
 *
 * @param from where the word begins in the draft, UTF-16 units
 * @param word what was typed of it, without its sign
 * @param items best first
 */
public record SuggestOverlay(
    Kind kind, int from, String word, List<Item> items, int selected, boolean waiting)
    implements Overlay {
  /** What is suggested. */
  public enum Kind {
    COMMAND,
    FILE
  }

  /** One suggestion; {@code text} replaces the word, sign included. */
  public record Item(String text, String shown, String detail) {}

  public SuggestOverlay {
    items = List.copyOf(items);
  }

  @Override
  public Place place() {
    return Place.ABOVE_COMPOSER;
  }

  public SuggestOverlay select(int index) {
    int most = Math.max(0, items.size() - 1);
    return new SuggestOverlay(kind, from, word, items, Math.clamp(index, 0, most), waiting);
  }
}
