package io.codextemporal.tui.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the word before the caret may become: commands after a slash, files after an at sign. Typing
 * goes on in the composer.
 *
 * @param from where the word begins in the draft, UTF-16 units
 * @param word what was typed of it, without its sign
 * @param items best first
 * @param listing the files the items were found in; {@link Listing#NONE} for commands
 */
public record SuggestOverlay(
    Kind kind, int from, String word, List<Item> items, int selected, Listing listing)
    implements Overlay {
  /** What is suggested. */
  public enum Kind {
    COMMAND,
    FILE
  }

  /**
   * One suggestion; {@code text} replaces the word, sign included.
   *
   * @param hits which characters of {@code shown} were typed, UTF-16 indices, ascending
   */
  public record Item(String text, String shown, String detail, List<Integer> hits) {
    public Item {
      hits = List.copyOf(hits);
    }
  }

  /**
   * Files that are known, and the question about them that is under way.
   *
   * @param query what the paths fit; null before anything was answered
   * @param more whether there are others that fit it
   * @param asked names the question under way; empty for none
   * @param askedFor its query
   */
  public record Listing(
      @Nullable String query, List<String> paths, boolean more, String asked, String askedFor) {
    /** Nothing is known, and nothing was asked. */
    public static final Listing NONE = new Listing(null, List.of(), true, "", "");

    public Listing {
      paths = List.copyOf(paths);
    }

    public Listing asking(String name, String word) {
      return new Listing(query, paths, more, name, word);
    }

    /** The question is answered. */
    public Listing answered(List<String> found, boolean others) {
      return new Listing(askedFor, found, others, "", "");
    }

    public boolean isWaiting() {
      return !asked.isEmpty();
    }

    /** Whether the best that fit {@code word} are among the paths. */
    public boolean covers(String word) {
      return query != null && (more ? word.equals(query) : word.startsWith(query));
    }
  }

  public SuggestOverlay {
    items = List.copyOf(items);
  }

  @Override
  public Place place() {
    return Place.ABOVE_COMPOSER;
  }

  public SuggestOverlay select(int index) {
    int most = Math.max(0, items.size() - 1);
    return new SuggestOverlay(kind, from, word, items, Math.clamp(index, 0, most), listing);
  }
}
