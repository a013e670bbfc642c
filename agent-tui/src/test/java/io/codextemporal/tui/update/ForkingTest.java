package io.codextemporal.tui.update;

import static io.codextemporal.tui.Screenplay.agent;
import static io.codextemporal.tui.Screenplay.call;
import static io.codextemporal.tui.Screenplay.done;
import static io.codextemporal.tui.Screenplay.started;
import static io.codextemporal.tui.Screenplay.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.Plan;
import io.codextemporal.protocol.RunSize;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.protocol.SessionSummary;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.tui.Screenplay;
import io.codextemporal.tui.model.Cut;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Msg;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Going on in a copy of a session. */
class ForkingTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final SessionId COPY = new SessionId("01a20000-0000-7000-8000-000000000002");

  private static Screenplay twoTurns() {
    return new Screenplay(80, 24)
        .attached()
        .happens(
            SessionState.IDLE,
            started(),
            user("say it"),
            agent("one"),
            done(),
            started(),
            user("say it"),
            agent("two"),
            done());
  }

  private static Msg.Forked forked(@Nullable EventPage page, @Nullable Cut cut) {
    return new Msg.Forked(
        Screenplay.SESSION, page, cut, "/home/ada/app", "box", Screenplay.settings(), NOW);
  }

  private static Effect.Fork asked(Screenplay play) {
    return (Effect.Fork)
        play.effects().stream().filter(Effect.Fork.class::isInstance).toList().getLast();
  }

  @Test
  void theWholeIsCopiedAndWhatFollowsIsTheCopys() {
    Screenplay play = twoTurns().type("/fork ").press("enter");
    assertThat(asked(play).cut()).isNull();
    play.tell(forked(null, null));
    assertThat(play.model().session().place().session()).isNull();
    assertThat(play.shown()).contains("• one", "• two", "A copy of session 01a20000-0000…");
    play.tell(new Msg.Attached(COPY, "/home/ada/app", "box", Screenplay.settings()));
    play.tell(
        new Msg.Arrived(
            new EventPage(
                "run",
                List.of(new SequencedEvent(1, NOW, agent("three"))),
                1,
                false,
                List.of(),
                new SessionStatus(SessionState.IDLE, null, null, null, "")),
            NOW));
    assertThat(play.shown()).contains("• two", "• three");
  }

  @Test
  void twoEscapesGoBackToBeforeAMessageWhichIsTheDraft() {
    Screenplay play = twoTurns().press("esc", "esc", "down", "enter");
    Cut cut = asked(play).cut();
    assertThat(cut.after()).isEqualTo(1);
    play.tell(forked(null, cut));
    assertThat(play.shown()).doesNotContain("• one", "• two").contains("› say it");
    assertThat(play.model().desk().composer().message()).isEqualTo("say it");
  }

  @Test
  void aCopyMadeAtTheStartShowsItsParentAndKeepsWhatWasTyped() {
    Screenplay play = new Screenplay(80, 24).connected().type("go on").press("enter");
    EventPage page =
        new EventPage(
            "run",
            List.of(
                new SequencedEvent(40, NOW, user("before")),
                new SequencedEvent(41, NOW, call("c", "make"))),
            41,
            false,
            List.of(),
            new SessionStatus(SessionState.IDLE, null, null, null, ""));
    play.tell(forked(page, null));
    assertThat(play.shown()).contains("› before", "make", "› go on").doesNotContain("Running");
    play.press("ctrl-home");
    assertThat(play.effects()).contains(new Effect.LoadEarlier(Screenplay.SESSION, 40));
  }

  @Test
  void nothingIsNotCopied() {
    Screenplay play = new Screenplay(80, 24).connected().type("/fork ").press("enter");
    assertThat(play.effects()).noneMatch(Effect.Fork.class::isInstance);
    assertThat(play.shown()).contains("There is nothing to copy yet");
  }

  @Test
  void aSessionThatCannotBeShownLeavesAFreshScreen() {
    Screenplay play = twoTurns();
    play.tell(new Msg.Unopened()).tell(new Msg.Failed("session x: it is away", ""));
    assertThat(play.model().session().place().session()).isNull();
    assertThat(play.shown()).contains("session x: it is away").doesNotContain("• one");
  }

  @Test
  void whatCannotBeOpenedEndsTheScreen() {
    Screenplay play = new Screenplay(80, 24).connected().type("draft").tell(new Msg.Leave());
    assertThat(play.effects()).contains(new Effect.SaveDraft("draft"), new Effect.Quit(""));
  }

  @Test
  void aCopyThatIsComeBackToNamesWhereItCameFrom() {
    Screenplay play = twoTurns();
    SessionSummary row =
        new SessionSummary(
            Screenplay.SESSION,
            new SessionStatus(SessionState.IDLE, null, null, null, ""),
            "/home/ada/app",
            null,
            "gpt-5.5",
            "",
            2,
            NOW,
            NOW,
            COPY,
            TokenUsage.ZERO,
            "box");
    SessionDetail detail =
        new SessionDetail(
            row,
            List.of(),
            List.of(),
            new Plan("", List.of()),
            List.of(),
            Screenplay.settings(),
            "",
            new RunSize(1, 1, 0, 1, 1));
    play.tell(new Msg.Shown(detail, NOW)).tell(new Msg.Shown(detail, NOW));
    assertThat(play.shown()).containsOnlyOnce("A copy of session 01a20000-0000…, which has");
  }
}
