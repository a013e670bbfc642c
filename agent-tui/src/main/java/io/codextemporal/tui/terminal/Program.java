package io.codextemporal.tui.terminal;

import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.view.Cell;
import io.codextemporal.tui.view.Frame;
import java.util.List;

/**
 * What the loop drives: two pure functions over a model. Called by the screen's one thread only.
 *
 * @param <M> the model, immutable
 */
public interface Program<M> {
  Turned<M> update(M model, Msg msg);

  Frame frame(M model);

  /** Whether the terminal keeps what leaves the screen at its top: there is no other buffer. */
  default boolean isInline() {
    return false;
  }

  /**
   * What stays on the terminal's own screen when this one is left; the cursor is where the shell
   * goes on.
   */
  default Frame parting(M model) {
    return frame(model);
  }

  /** Rows that have left the screen at its top since the last frame, each told once. */
  default List<List<Cell>> passed(M model) {
    return List.of();
  }

  /** The next model and what the world is asked to do, in order. */
  record Turned<M>(M model, List<Effect> effects) {
    public Turned {
      effects = List.copyOf(effects);
    }
  }
}
