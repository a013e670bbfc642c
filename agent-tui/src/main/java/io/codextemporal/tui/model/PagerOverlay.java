package io.codextemporal.tui.model;

import io.codextemporal.tui.model.Looking.Anchor;
import org.jspecify.annotations.Nullable;

/**
 * A pager over everything, or over a text.
 *
 * @param text null for the transcript itself
 * @param anchor the row at its top; null for the end. In a text the index is its line
 * @param search what is looked for; empty for nothing
 * @param typing whether the search is being typed
 * @param found a sentence about the search; empty for none
 */
public record PagerOverlay(
    String title,
    @Nullable String text,
    @Nullable Anchor anchor,
    String search,
    boolean typing,
    String found)
    implements Overlay {
  public static PagerOverlay transcript() {
    return new PagerOverlay("Transcript", null, null, "", false, "");
  }

  public static PagerOverlay of(String title, String text) {
    return new PagerOverlay(title, text, new Anchor(0, 0), "", false, "");
  }

  @Override
  public Place place() {
    return Place.FULL;
  }

  public PagerOverlay at(@Nullable Anchor next) {
    return new PagerOverlay(title, text, next, search, typing, found);
  }

  public PagerOverlay searching(String next, boolean stillTyping) {
    return new PagerOverlay(title, text, anchor, next, stillTyping, "");
  }

  public PagerOverlay saying(String sentence) {
    return new PagerOverlay(title, text, anchor, search, typing, sentence);
  }
}
