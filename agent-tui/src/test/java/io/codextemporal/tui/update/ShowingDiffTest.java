package io.codextemporal.tui.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.tui.Screenplay;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Msg;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShowingDiffTest {
  private static final String DIFF =
      """
      diff --git a/app.py b/app.py
      --- a/app.py
      +++ b/app.py
      @@ -1,2 +1,2 @@
       def f():
      -    return 1
      +    return 2
      """;

  @Test
  void theSessionsWorkerLooksAlsoWhileATurnRuns() {
    Screenplay screen = new Screenplay(80, 24).attached().happens(Screenplay.started());
    screen.type("/diff").press("escape", "enter");
    Op op = submitted(screen);
    assertThat(op).isInstanceOf(Op.ShowDiff.class);
    assertThat(screen.shown()).contains("Looking at what changed");
    screen.happens(new AgentEvent.DiffShown(op.id(), DIFF, true, ""));
    assertThat(screen.shown())
        .contains("Changes since the last commit (cut", "app.py (+1 -1)", "2 +    return 2");
  }

  @Test
  void whatAnotherScreenAskedOpensNothingHere() {
    Screenplay screen = new Screenplay(80, 24).attached().happens(Screenplay.started());
    screen.happens(new AgentEvent.DiffShown(new OpId("tui-9-9-1"), DIFF, false, ""));
    assertThat(screen.model().desk().top()).isEmpty();
  }

  @Test
  void beforeASessionThisMachineLooks() {
    Screenplay screen = new Screenplay(80, 24).connected();
    screen.type("/diff").press("escape", "enter");
    assertThat(screen.effects()).contains(new Effect.ReadDiff());
    Instant now = Instant.parse("2026-11-24T10:00:00Z");
    screen.tell(new Msg.DiffRead("", false, "/w is in no git repository", now));
    assertThat(screen.shown()).contains("No diff: /w is in no git repository");
    screen.tell(new Msg.DiffRead("", false, "", now));
    assertThat(screen.shown()).contains("Nothing changed since the last commit");
    screen.tell(new Msg.DiffRead(DIFF, false, "", now));
    assertThat(screen.shown()).contains("app.py (+1 -1)");
  }

  @Test
  void withoutAWorkerThatIsSaid() {
    Screenplay screen = new Screenplay(80, 24).attached().happens(Screenplay.started());
    screen.tell(new Msg.Connection(Msg.State.NO_WORKER, "No worker on box", ""));
    screen.type("/diff").press("escape", "enter");
    assertThat(screen.shown()).contains("shown once a worker looks: No worker on box");
  }

  private static Op submitted(Screenplay screen) {
    return screen.effects().reversed().stream()
        .filter(Effect.Submit.class::isInstance)
        .map(effect -> ((Effect.Submit) effect).op())
        .findFirst()
        .orElseThrow();
  }
}
