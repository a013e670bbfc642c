package io.codextemporal.tui.update;

import io.codextemporal.tui.cells.Blocks;
import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.cells.TranscriptRows.Look;
import io.codextemporal.tui.cells.Windows;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Intent;
import io.codextemporal.tui.model.Key;
import io.codextemporal.tui.model.Looking.Anchor;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.OverlayStep;
import io.codextemporal.tui.model.PagerOverlay;
import io.codextemporal.tui.model.Session;
import io.codextemporal.tui.model.TranscriptCell;
import io.codextemporal.tui.view.PagerView;
import java.util.List;

/** Keys of the pager: moving, and looking for words. Pure. */
final class PagerKeys {
  private final Session session;
  private final TranscriptRows rows;
  private final Look look;
  private final int height;

  PagerKeys(Model model, TranscriptRows rows) {
    this.session = model.session();
    this.rows = rows;
    this.look = PagerView.look(model.screen());
    this.height = PagerView.height(model.screen().size());
  }

  OverlayStep press(PagerOverlay pager, Key key) {
    if (pager.typing()) {
      return typing(pager, key);
    }
    return switch (key.name()) {
      case UP -> move(pager, -1);
      case DOWN, ENTER -> move(pager, 1);
      case PAGE_UP -> move(pager, -height + 1);
      case PAGE_DOWN -> move(pager, height - 1);
      case HOME -> top(pager);
      case END -> OverlayStep.stay(pager.at(null));
      case LEFT -> {
        PagerOverlay before = prompt(pager, -1);
        yield OverlayStep.stay(before, earlier(before));
      }
      case RIGHT -> OverlayStep.stay(prompt(pager, 1));
      case ESCAPE -> OverlayStep.close();
      case CHARACTER -> letter(pager, key);
      default -> OverlayStep.stay(pager);
    };
  }

  private OverlayStep letter(PagerOverlay pager, Key key) {
    if (key.ctrl()) {
      return switch (key.text()) {
        case "u" -> move(pager, -height / 2);
        case "d" -> move(pager, height / 2);
        case "b" -> move(pager, -height + 1);
        case "f" -> move(pager, height - 1);
        case "c", "t" -> OverlayStep.close();
        default -> OverlayStep.stay(pager);
      };
    }
    return switch (key.text()) {
      case "j" -> move(pager, 1);
      case "k" -> move(pager, -1);
      case " " -> move(pager, height - 1);
      case "g" -> top(pager);
      case "G" -> OverlayStep.stay(pager.at(null));
      case "q" -> OverlayStep.close();
      case "/" -> OverlayStep.stay(pager.searching("", true));
      case "n" -> found(pager, 1);
      case "N" -> found(pager, -1);
      default -> OverlayStep.stay(pager);
    };
  }

  private OverlayStep typing(PagerOverlay pager, Key key) {
    return switch (key.name()) {
      case ENTER -> found(pager.searching(pager.search(), false), 1);
      case ESCAPE -> OverlayStep.stay(pager.searching("", false));
      default -> OverlayStep.stay(pager.searching(OneLine.edit(pager.search(), key), true));
    };
  }

  private OverlayStep top(PagerOverlay pager) {
    PagerOverlay next = pager.at(pager.text() == null ? Anchor.TOP : new Anchor(0, 0));
    return OverlayStep.stay(next, earlier(next));
  }

  /** What is not read yet may hold the words too: it is read first. */
  private OverlayStep found(PagerOverlay pager, int step) {
    return pager.text() == null && session.transcript().hasEarlier() && !pager.search().isEmpty()
        ? OverlayStep.stay(pager.awaiting(step), load())
        : OverlayStep.stay(search(pager).find(pager, step));
  }

  /**
   * A pager that waits for what came before, after some more of it has been read.
   *
   * @param canBeMore whether asking again can bring more
   */
  OverlayStep readMore(PagerOverlay pager, boolean canBeMore) {
    boolean more = canBeMore && session.transcript().hasEarlier();
    if (pager.awaiting() != 0) {
      return more
          ? OverlayStep.stay(pager, load())
          : OverlayStep.stay(search(pager).find(pager, pager.awaiting()));
    }
    Anchor anchor = pager.anchor();
    return more && anchor != null && anchor.isTop()
        ? OverlayStep.stay(pager, load())
        : OverlayStep.stay(pager);
  }

  private Intent load() {
    return new Intent.Do(Effect.LoadEarlier.of(session.transcript()));
  }

  private OverlayStep move(PagerOverlay pager, int by) {
    return OverlayStep.stay(scrolled(pager, by), earlier(pager));
  }

  /** The same so many rows further down; negative: up. */
  PagerOverlay scrolled(PagerOverlay pager, int by) {
    return pager.at(Windows.scrolled(blocks(pager), height, pager.anchor(), by));
  }

  /** What lies before what is known is asked for once its top is near. */
  private Intent[] earlier(PagerOverlay pager) {
    return wantsEarlier(pager) ? new Intent[] {load()} : new Intent[0];
  }

  /** Whether its top is near the begin of what is known. */
  boolean wantsEarlier(PagerOverlay pager) {
    Anchor anchor = pager.anchor();
    boolean near = pager.text() == null && anchor != null && anchor.index() < 3;
    return near && session.transcript().hasEarlier();
  }

  private Blocks blocks(PagerOverlay pager) {
    String text = pager.text();
    return text == null ? rows.of(session, look) : rows.of(text, look);
  }

  private PagerSearch search(PagerOverlay pager) {
    return new PagerSearch(blocks(pager), height);
  }

  /** To the message before or after what is at the top. */
  private PagerOverlay prompt(PagerOverlay pager, int step) {
    List<TranscriptCell> cells = session.transcript().cells();
    Anchor top = Windows.window(blocks(pager), height, pager.anchor()).top();
    // Inside a message that began above, back means to its begin.
    int from = step < 0 && top.row() > 1 ? top.index() + 1 : top.index();
    for (int i = from + step; pager.text() == null && i >= 0 && i < cells.size(); i += step) {
      if (cells.get(i) instanceof TranscriptCell.User) {
        return pager.at(new Anchor(i, 0));
      }
    }
    return pager;
  }
}
