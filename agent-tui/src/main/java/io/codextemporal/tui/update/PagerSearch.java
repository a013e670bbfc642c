package io.codextemporal.tui.update;

import io.codextemporal.tui.cells.Blocks;
import io.codextemporal.tui.cells.RowSearch;
import io.codextemporal.tui.cells.RowSearch.Found;
import io.codextemporal.tui.cells.Windows;
import io.codextemporal.tui.model.Looking.Anchor;
import io.codextemporal.tui.model.PagerOverlay;
import io.codextemporal.tui.model.PagerOverlay.Hit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for words in what is paged through, around its end and back. Lays out what may hold them.
 */
final class PagerSearch {
  /** More places are not counted. */
  private static final int COUNTED = 1_000;

  private final Blocks blocks;
  private final int height;

  PagerSearch(Blocks blocks, int height) {
    this.blocks = blocks;
    this.height = height;
  }

  /** The next place in a direction, 1 or -1, seen from the last one or from the top. */
  PagerOverlay find(PagerOverlay pager, int step) {
    String words = pager.search();
    if (words.isEmpty()) {
      return pager;
    }
    Optional<Hit> hit = next(pager, words, step);
    if (hit.isEmpty()) {
      return pager.saying("not found: " + words);
    }
    Anchor shown = Windows.showing(blocks, height, pager.anchor(), hit.get().row());
    return pager.at(shown, hit.get(), count(words, hit.get()));
  }

  private Optional<Hit> next(PagerOverlay pager, String words, int step) {
    @Nullable Hit last = pager.hit();
    Anchor top = Windows.window(blocks, height, pager.anchor()).top();
    Hit from = last == null ? new Hit(top, step > 0 ? -1 : 0) : last;
    for (int i = 0; i <= blocks.size(); i++) {
      int index = Math.floorMod(from.row().index() + i * step, blocks.size());
      List<Hit> hits = hits(index, words);
      for (Hit hit : step > 0 ? hits : hits.reversed()) {
        if (i > 0 || compare(hit, from) * step > 0) {
          return Optional.of(hit);
        }
      }
    }
    return Optional.empty();
  }

  private static int compare(Hit one, Hit other) {
    int rows = Integer.compare(one.row().row(), other.row().row());
    return rows == 0 ? Integer.compare(one.from(), other.from()) : rows;
  }

  private List<Hit> hits(int index, String words) {
    if (!blocks.mayHold(index, RowSearch.lower(words))) {
      return List.of();
    }
    return RowSearch.in(blocks.rows(index), words).stream()
        .filter(Found::begins)
        .map(found -> new Hit(new Anchor(index, found.row()), found.from()))
        .toList();
  }

  private String count(String words, Hit hit) {
    int total = 0;
    int number = 0;
    for (int index = 0; index < blocks.size() && total <= COUNTED; index++) {
      List<Hit> hits = hits(index, words);
      int at = hits.indexOf(hit);
      number = at < 0 ? number : total + at + 1;
      total += hits.size();
    }
    String of = total > COUNTED ? "more than " + COUNTED : Integer.toString(total);
    return number == 0 ? of + " places" : number + " of " + of;
  }
}
