package io.codextemporal.tui.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the person looks and what the screen said to them a moment ago.
 *
 * @param anchor the row at the top of the transcript; null follows its end
 * @param toast a sentence that stands until {@code toastUntil}; empty for none
 * @param quitUntil a second Ctrl-C before this leaves; null when there was none
 * @param escapeUntil a second Esc before this goes back to an earlier message; null as before
 */
public record Looking(
    @Nullable Anchor anchor,
    @Nullable Selection selection,
    String toast,
    @Nullable Instant toastUntil,
    @Nullable Instant quitUntil,
    @Nullable Instant escapeUntil) {
  public static final Looking AT_END = new Looking(null, null, "", null, null, null);

  /** A row of the transcript: {@code row} of what the cell {@code index} looks like. */
  public record Anchor(int index, int row) {
    /** Before all there is, also before what is still to be read: the first message comes there. */
    public static final Anchor TOP = new Anchor(-1, 0);

    public boolean isTop() {
      return index < 0;
    }

    /** The same row after so many cells came before it; negative: went from before it. */
    public Anchor after(int cells) {
      return isTop() ? this : new Anchor(index + cells, row);
    }
  }

  /** Rows and columns of the screen between which the mouse was drawn; from 0. */
  public record Selection(int fromColumn, int fromRow, int toColumn, int toRow) {}

  public Looking at(@Nullable Anchor next) {
    return new Looking(next, selection, toast, toastUntil, quitUntil, escapeUntil);
  }

  public Looking selecting(@Nullable Selection next) {
    return new Looking(anchor, next, toast, toastUntil, quitUntil, escapeUntil);
  }

  public Looking saying(String sentence, Instant until) {
    return new Looking(anchor, selection, sentence, until, quitUntil, escapeUntil);
  }

  public Looking quiet() {
    return new Looking(anchor, selection, "", null, quitUntil, escapeUntil);
  }

  public Looking armedToQuit(@Nullable Instant until) {
    return new Looking(anchor, selection, toast, toastUntil, until, escapeUntil);
  }

  public Looking armedToGoBack(@Nullable Instant until) {
    return new Looking(anchor, selection, toast, toastUntil, quitUntil, until);
  }
}
