package io.codextemporal.tui.update;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Op;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.model.PagerOverlay;
import io.codextemporal.tui.model.Way;
import java.time.Instant;

/** {@code /diff}: what changed in the session's folder, in the pager. Pure. */
final class ShowingDiff {
  private static final String TITLE = "Changes since the last commit";

  /** Asks the session, whose worker looks; before there is one, this machine. */
  static Step asked(Model model, Instant at) {
    if (model.session().place().session() == null) {
      return Step.of(model, new Effect.ReadDiff());
    }
    Way way = model.session().way();
    String sentence =
        way.state() == Msg.State.CONNECTED
            ? "Looking at what changed"
            : "The changes are shown once a worker looks: " + way.sentence();
    return Sending.op(EventUpdate.toast(model, sentence, at), Op.ShowDiff::new);
  }

  /** A session's answer; only to what this screen asked, and only while it is awaited. */
  static Step shown(Model model, AgentEvent.DiffShown shown, boolean first, Instant at) {
    boolean ours = shown.op().value().startsWith(model.self().client() + "-");
    return ours && !first
        ? opened(model, shown.diff(), shown.cut(), shown.problem(), at)
        : Step.of(model);
  }

  static Step read(Model model, Msg.DiffRead read) {
    return opened(model, read.diff(), read.cut(), read.problem(), read.at());
  }

  private static Step opened(Model model, String diff, boolean cut, String problem, Instant at) {
    if (!problem.isEmpty()) {
      return Step.of(EventUpdate.toast(model, "No diff: " + problem, at));
    }
    if (diff.isEmpty()) {
      return Step.of(EventUpdate.toast(model, "Nothing changed since the last commit", at));
    }
    String title = cut ? TITLE + " (cut; `!git diff` has the rest)" : TITLE;
    return model.desk().top().isEmpty()
        ? Step.of(EventUpdate.quiet(model.with(model.desk().opened(PagerOverlay.of(title, diff)))))
        : Step.of(EventUpdate.toast(model, "The changes can be shown now: /diff", at));
  }

  private ShowingDiff() {}
}
