package io.codextemporal.tui.update;

import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Model;
import java.util.ArrayList;
import java.util.List;

/** What a message led to: the next model, and what the world is asked to do, in order. */
public record Step(Model model, List<Effect> effects) {
  public Step {
    effects = List.copyOf(effects);
  }

  static Step of(Model model, Effect... effects) {
    return new Step(model, List.of(effects));
  }

  /** The same with more effects after its own. */
  Step and(Effect... more) {
    List<Effect> all = new ArrayList<>(effects);
    all.addAll(List.of(more));
    return new Step(model, all);
  }

  /** Another step taken from where this one ended. */
  Step then(java.util.function.Function<Model, Step> next) {
    Step after = next.apply(model);
    List<Effect> all = new ArrayList<>(effects);
    all.addAll(after.effects());
    return new Step(after.model(), all);
  }
}
