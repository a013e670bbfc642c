package io.codextemporal.tui.update;

import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Msg;

/** What each message does to the screen. Pure. */
public final class Update {
  public static Step update(Model model, Msg msg) {
    return Step.of(model);
  }

  private Update() {}
}
