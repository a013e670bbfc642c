package io.codextemporal.tui.model;

import io.codextemporal.tui.model.Looking.Anchor;
import org.jspecify.annotations.Nullable;

/**
 * A pager over everything, or over a text.
 *
 * @param text null for the transcript itself
 * @param anchor the row at its top; null for the end. A text is one block
 * @param search what is looked for; empty for nothing
 * @param typing whether the search is being typed
 * @param hit the place that was found last; null after any other movement
 * @param found a sentence about the search; empty for none
 * @param awaiting 1 or -1, the way to search once all that came before is read; 0 for no search
 */
public record PagerOverlay(
    String title,
    @Nullable String text,
    @Nullable Anchor anchor,
    String search,
    boolean typing,
    @Nullable Hit hit,
    String found,
    int awaiting)
    implements Overlay {
  /** A place that was found: a row, and the UTF-16 units before it there. */
  public record Hit(Anchor row, int from) {}

  public static PagerOverlay transcript() {
    return new PagerOverlay("Transcript", null, null, "", false, null, "", 0);
  }

  public static PagerOverlay of(String title, String text) {
    return new PagerOverlay(title, text, new Anchor(0, 0), "", false, null, "", 0);
  }

  @Override
  public Place place() {
    return Place.FULL;
  }

  /** Another text in its place. */
  public PagerOverlay showing(String next) {
    return new PagerOverlay(title, next, anchor, search, typing, null, found, awaiting);
  }

  public PagerOverlay at(@Nullable Anchor next) {
    return new PagerOverlay(title, text, next, search, typing, null, "", 0);
  }

  /** The same rows after so many cells came before them. */
  public PagerOverlay after(int cells) {
    Anchor top = anchor == null ? null : anchor.after(cells);
    Hit place = hit == null ? null : new Hit(hit.row().after(cells), hit.from());
    return text != null
        ? this
        : new PagerOverlay(title, null, top, search, typing, place, found, awaiting);
  }

  /** Will search that way when everything is read. */
  public PagerOverlay awaiting(int step) {
    return new PagerOverlay(
        title, text, anchor, search, false, hit, "reading what came before", step);
  }

  public PagerOverlay searching(String next, boolean stillTyping) {
    return new PagerOverlay(title, text, anchor, next, stillTyping, null, "", 0);
  }

  /** Shows a place that was found. */
  public PagerOverlay at(@Nullable Anchor next, Hit place, String sentence) {
    return new PagerOverlay(title, text, next, search, false, place, sentence, 0);
  }

  public PagerOverlay saying(String sentence) {
    return new PagerOverlay(title, text, anchor, search, typing, null, sentence, 0);
  }
}
