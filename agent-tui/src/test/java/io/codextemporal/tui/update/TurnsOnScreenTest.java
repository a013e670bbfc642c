package io.codextemporal.tui.update;

import static io.codextemporal.tui.Screenplay.agent;
import static io.codextemporal.tui.Screenplay.done;
import static io.codextemporal.tui.Screenplay.started;
import static io.codextemporal.tui.Screenplay.text;
import static io.codextemporal.tui.Screenplay.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.QueuedMessage;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.tui.Screenplay;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Msg;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A turn as the person at the screen sees it, from the first key to its end. */
class TurnsOnScreenTest {
  private final Screenplay play = new Screenplay(80, 24);

  @Test
  void whatIsTypedBeforeAnythingIsThereIsSentOnceAndStands() {
    play.type("hello").press("enter");
    assertThat(play.ops()).singleElement().isInstanceOf(Op.UserTurn.class);
    assertThat(play.shown()).contains("hello  (is sent as soon as it can be)");

    play.connected().tell(new Msg.Sent(play.ops().getFirst().id()));
    assertThat(play.shown()).contains("hello  (sent)");

    play.happens(
        started(),
        new AgentEvent.UserMessage(
            Screenplay.TURN, play.ops().getFirst().id(), "tui 1 ada@box", "hello"));
    assertThat(play.shown()).contains("› hello").doesNotContain("(sent)");
  }

  @Test
  void whatIsWrongWithTheConfigurationStays() {
    play.tell(new Msg.Warned(List.of("config.toml:9: no such value")));
    play.tick(Duration.ofSeconds(20));
    assertThat(play.shown()).contains("⚠ config.toml:9: no such value");
  }

  @Test
  void whatCannotBeSentComesBackIntoTheDraft() {
    play.type("hello").press("enter");
    play.tell(new Msg.NotSent(play.ops().getFirst().id(), "no key", "ct login"));
    assertThat(play.model().desk().composer().message()).isEqualTo("hello");
    assertThat(play.shown()).contains("no key • ct login");
  }

  @Test
  void enterSteersAndTabQueuesWhileATurnRuns() {
    play.attached().happens(started(), user("go"));
    play.type("left").press("enter").type("later").press("tab");
    assertThat(play.ops().get(0)).isInstanceOf(Op.Steer.class);
    assertThat(play.ops().get(1)).isInstanceOf(Op.QueueAdd.class);
  }

  @Test
  void theLastQueuedMessageComesBackForEditing() {
    play.attached().happens(started(), user("go"), queue("first", "second"));
    play.press("shift-left");
    assertThat(play.model().desk().composer().message()).isEqualTo("second");
    assertThat(play.ops()).last().isInstanceOf(Op.QueueDrop.class);
  }

  @Test
  void aQueuedMessageThatBeginsIsQueuedNoMore() {
    play.attached().happens(started(), user("go"), queue("later"));
    play.happens(
        SessionState.WORKING,
        done(),
        started(),
        new AgentEvent.UserMessage(Screenplay.TURN, new OpId("later"), "tui 1 ada@box", "later"));
    assertThat(play.shown()).doesNotContain("Queued");
  }

  @Test
  void whyTheModelIsAskedAgainIsSaid() {
    play.attached().happens(started(), user("go"));
    play.streams(
        new StreamBeat("model", Screenplay.TURN, null, 1, "The provider is busy.", List.of()));
    assertThat(play.shown()).contains("Asking again after 1 failure: The provider is busy.");
  }

  @Test
  void whatACommandPrintedStaysWhenItIsStopped() {
    play.attached().happens(started(), user("go"), Screenplay.call("a", "make"));
    play.streams(
        StreamBeat.of(
            "call",
            Screenplay.TURN,
            new CallId("a"),
            List.of(new StreamBeat.Tail("output", "", 0, "half of it\n"))));
    play.streams();
    assertThat(play.shown()).contains("└ half of it");
    play.happens(
        new AgentEvent.ToolCallEnded(
            Screenplay.TURN,
            new CallId("a"),
            ToolCallStatus.ABORTED,
            null,
            0,
            "Wall time: 6.8 seconds\naborted by user",
            null));
    assertThat(play.shown())
        .contains("└ half of it", "interrupted after 6s")
        .doesNotContain("Wall time");
  }

  @Test
  void whatWasSaidStaysWhenTheTurnIsInterrupted() {
    play.attached().happens(started(), user("go")).streams(text("m", "half an ans"));
    play.press("esc");
    assertThat(play.ops()).last().isInstanceOf(Op.Interrupt.class);
    play.happens(
        SessionState.IDLE, new AgentEvent.TurnAborted(Screenplay.TURN, "tui 1 ada@box", 900));
    assertThat(play.shown()).contains("half an ans", "Turn interrupted");
  }

  @Test
  void anItemThatArrivedIsNotShownTwice() {
    play.attached().happens(started(), user("go")).streams(text("item", "the answer"));
    play.happens(SessionState.IDLE, agent("the answer"), done());
    assertThat(play.shown()).containsOnlyOnce("the answer");
  }

  @Test
  void aNewTryBeginsItsTextAnew() {
    play.attached().happens(started(), user("go")).streams(text("a", "first try says much"));
    play.streams(text("a", "again"));
    assertThat(play.shown()).contains("again").doesNotContain("first try");
  }

  @Test
  void leavingATurnAtWorkIsSaidFirst() {
    play.attached().happens(started(), user("go")).type("/quit").press("enter");
    assertThat(play.shown()).contains("Leaving does not stop it");
    play.press("enter");
    Effect.Quit quit = (Effect.Quit) play.effects().getLast();
    assertThat(quit.farewell()).contains("ct resume " + Screenplay.SESSION, "ct stop");
  }

  @Test
  void twoQuickControlCsLeaveAndOneClears() {
    play.attached().type("draft").press("ctrl-c");
    assertThat(play.model().desk().composer().isEmpty()).isTrue();
    play.press("ctrl-c");
    assertThat(play.effects().getLast()).isInstanceOf(Effect.Quit.class);
  }

  @Test
  void aLateSecondControlCDoesNotLeave() {
    play.attached().press("ctrl-c").later(Duration.ofSeconds(2)).press("ctrl-c");
    assertThat(play.effects()).noneMatch(Effect.Quit.class::isInstance);
  }

  @Test
  void unknownCommandsAreSaidWithTheNearest() {
    play.attached().type("/modle").press("enter");
    assertThat(play.shown()).contains("There is no /modle; did you mean /model?");
  }

  @Test
  void aPathIsNoCommand() {
    play.attached().type("/usr/bin is a folder").press("enter");
    assertThat(play.ops()).last().isInstanceOf(Op.UserTurn.class);
  }

  private static AgentEvent queue(String... texts) {
    return new AgentEvent.QueueChanged(
        List.of(texts).stream()
            .map(text -> new QueuedMessage(new OpId(text), "tui 1 ada@box", text))
            .toList());
  }

  @Test
  void whatStreamsBeforeItsMessageIsSeenStandsBelowIt() {
    Screenplay play = new Screenplay(80, 24).attached().happens(started());
    play.streams(text("m", "Begun"));
    play.happens(user("go"));
    assertThat(play.shown()).containsOnlyOnce("• Begun");
    assertThat(play.shown().indexOf("› go")).isLessThan(play.shown().indexOf("• Begun"));
  }

  @Test
  void theFirstAnswerIsNewsAndHistoryIsNot() {
    Screenplay history = new Screenplay(80, 24).attached().happens(started(), user("go"), done());
    assertThat(history.effects()).noneMatch(Effect.Notify.class::isInstance);
    Screenplay fresh = new Screenplay(80, 24).connected().type("go").press("enter");
    AgentEvent taken = new AgentEvent.OpAccepted(fresh.ops().getLast().id());
    fresh.attached().happens(taken, started(), user("go"), done());
    assertThat(fresh.effects()).anyMatch(Effect.Notify.class::isInstance);
  }
}
