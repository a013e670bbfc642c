package io.codextemporal.tui.update;

import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.cells.TranscriptRows.Look;
import io.codextemporal.tui.model.Key;
import io.codextemporal.tui.model.Looking.Anchor;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.OverlayStep;
import io.codextemporal.tui.model.PagerOverlay;
import io.codextemporal.tui.model.Session;
import io.codextemporal.tui.model.TranscriptCell;
import io.codextemporal.tui.view.PagerView;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
      case HOME -> OverlayStep.stay(pager.at(new Anchor(0, 0)));
      case END -> OverlayStep.stay(end(pager));
      case LEFT -> OverlayStep.stay(prompt(pager, -1));
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
      case "g" -> OverlayStep.stay(pager.at(new Anchor(0, 0)));
      case "G" -> OverlayStep.stay(end(pager));
      case "q" -> OverlayStep.close();
      case "/" -> OverlayStep.stay(pager.searching("", true));
      case "n" -> OverlayStep.stay(find(pager, 1));
      case "N" -> OverlayStep.stay(find(pager, -1));
      default -> OverlayStep.stay(pager);
    };
  }

  private OverlayStep typing(PagerOverlay pager, Key key) {
    return switch (key.name()) {
      case ENTER -> OverlayStep.stay(find(pager.searching(pager.search(), false), 1));
      case ESCAPE -> OverlayStep.stay(pager.searching("", false));
      default -> OverlayStep.stay(pager.searching(OneLine.edit(pager.search(), key), true));
    };
  }

  private OverlayStep move(PagerOverlay pager, int by) {
    String text = pager.text();
    if (text == null) {
      return OverlayStep.stay(pager.at(rows.scrolled(session, look, height, pager.anchor(), by)));
    }
    int most = Math.max(0, rows.text(text, look).size() - height);
    Anchor anchor = pager.anchor();
    int top = Math.clamp((anchor == null ? most : anchor.index()) + by, 0, most);
    return OverlayStep.stay(pager.at(new Anchor(top, 0)));
  }

  private PagerOverlay end(PagerOverlay pager) {
    String text = pager.text();
    if (text == null) {
      return pager.at(null);
    }
    int most = Math.max(0, rows.text(text, look).size() - height);
    return pager.at(new Anchor(most, 0));
  }

  /** To the message before or after what is at the top. */
  private PagerOverlay prompt(PagerOverlay pager, int step) {
    List<TranscriptCell> cells = session.transcript().cells();
    int from = index(pager);
    for (int i = from + step; pager.text() == null && i >= 0 && i < cells.size(); i += step) {
      if (cells.get(i) instanceof TranscriptCell.User) {
        return pager.at(new Anchor(i, 0));
      }
    }
    return pager;
  }

  private int index(PagerOverlay pager) {
    return rows.window(session, look, height, pager.anchor()).top().index();
  }

  /** The next row that holds what is looked for, around the end and back to here. */
  private PagerOverlay find(PagerOverlay pager, int step) {
    String wanted = pager.search().toLowerCase(Locale.ROOT);
    if (wanted.isEmpty()) {
      return pager;
    }
    String text = pager.text();
    Anchor hit =
        text == null ? inTranscript(pager, wanted, step) : inText(pager, text, wanted, step);
    return hit == null ? pager.saying("not found: " + pager.search()) : pager.at(hit).saying("");
  }

  private @Nullable Anchor inText(PagerOverlay pager, String text, String wanted, int step) {
    List<String> lines = rows.text(text, look).stream().map(row -> row.line().plain()).toList();
    Anchor anchor = pager.anchor();
    int from = anchor == null ? 0 : anchor.index();
    for (int i = 1; i <= lines.size(); i++) {
      int at = Math.floorMod(from + i * step, lines.size());
      if (lines.get(at).toLowerCase(Locale.ROOT).contains(wanted)) {
        return new Anchor(at, 0);
      }
    }
    return null;
  }

  private @Nullable Anchor inTranscript(PagerOverlay pager, String wanted, int step) {
    Anchor top = rows.window(session, look, height, pager.anchor()).top();
    int blocks = TranscriptRows.blocks(session);
    for (int i = 0; i <= blocks; i++) {
      int index = Math.floorMod(top.index() + i * step, blocks);
      List<String> lines =
          rows.block(session, look, index).stream().map(row -> row.line().plain()).toList();
      int begin = i == 0 ? top.row() + step : step > 0 ? 0 : lines.size() - 1;
      for (int row = begin; row >= 0 && row < lines.size(); row += step) {
        if (lines.get(row).toLowerCase(Locale.ROOT).contains(wanted)) {
          return new Anchor(index, row);
        }
      }
    }
    return null;
  }
}
