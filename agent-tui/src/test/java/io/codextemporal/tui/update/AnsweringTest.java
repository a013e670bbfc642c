package io.codextemporal.tui.update;

import static io.codextemporal.tui.Screenplay.asks;
import static io.codextemporal.tui.Screenplay.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.tui.Screenplay;
import io.codextemporal.tui.model.ApprovalOverlay;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.model.PagerOverlay;
import io.codextemporal.tui.model.QuestionOverlay;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keys answer to what the session asks, and what keeps them from it. */
class AnsweringTest {
  private static final Duration SEEN = Duration.ofMillis(600);
  private static final List<String> RULE = List.of("npm", "install");

  private static Screenplay asked() {
    return new Screenplay(80, 24)
        .attached()
        .happens(SessionState.WAITING, started(), asks("a", "npm install x", RULE));
  }

  private static List<ApprovalDecision> decisions(Screenplay play) {
    return play.ops().stream()
        .filter(Op.Approval.class::isInstance)
        .map(op -> ((Op.Approval) op).decision())
        .toList();
  }

  static Stream<Arguments> decisive() {
    ApprovalDecision once = new ApprovalDecision.Approved();
    ApprovalDecision turn = new ApprovalDecision.ApprovedForTurn();
    ApprovalDecision session = new ApprovalDecision.ApprovedForSession();
    ApprovalDecision always = new ApprovalDecision.ApprovedWithAmendment(RULE);
    ApprovalDecision denied = new ApprovalDecision.Denied("");
    ApprovalDecision abort = new ApprovalDecision.Abort();
    return Stream.of(
        Arguments.of("y", once),
        Arguments.of("1", once),
        Arguments.of("enter", once),
        Arguments.of("t", turn),
        Arguments.of("2", turn),
        Arguments.of("down enter", turn),
        Arguments.of("a", session),
        Arguments.of("3", session),
        Arguments.of("p", always),
        Arguments.of("4", always),
        Arguments.of("down down down enter", always),
        Arguments.of("n enter", denied),
        Arguments.of("d enter", denied),
        Arguments.of("esc enter", denied),
        Arguments.of("5 enter", denied),
        Arguments.of("up down down down down down enter enter", denied),
        Arguments.of("esc esc", abort),
        Arguments.of("ctrl-c ctrl-c", abort),
        Arguments.of("n n o ctrl-w y e s enter", new ApprovalDecision.Denied("yes")),
        Arguments.of("ctrl-a y", once),
        Arguments.of("esc backspace y", once));
  }

  @ParameterizedTest
  @MethodSource("decisive")
  void aDeliberateKeyDecides(String keys, ApprovalDecision decision) {
    Screenplay play = asked().later(SEEN).press(keys.split(" "));
    assertThat(decisions(play)).containsExactly(decision);
    assertThat(((Op.Approval) play.ops().getLast()).digest()).isEqualTo("digest-a");
    assertThat(play.model().desk().overlays()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "6", "9", "up", "pgdn", "tab", "space", "alt-y", "ctrl-y", "ctrl-t", "f1"})
  void anyOtherKeyDecidesNothing(String key) {
    Screenplay play = asked().later(SEEN).press(key);
    assertThat(play.ops()).isEmpty();
    assertThat(play.model().session().pending()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "300,0", "480,0", "600,1", "5000,1"})
  void aKeyThatWasOnItsWayDoesNotAnswer(long millis, int answers) {
    for (String key : List.of("y", "enter", "a", "1")) {
      Screenplay play = asked().later(Duration.ofMillis(millis)).press(key);
      assertThat(decisions(play)).as(key).hasSize(answers);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,700,0", "0,1100,1"})
  void typingHoldsAnswersBackForASecond(long before, long after, int answers) {
    Screenplay play =
        new Screenplay(80, 24)
            .attached()
            .type("my draf")
            .later(Duration.ofMillis(before))
            .happens(SessionState.WAITING, started(), asks("a", "ls", null))
            .later(Duration.ofMillis(after))
            .press("y");
    assertThat(decisions(play)).hasSize(answers);
    assertThat(play.model().desk().composer().message()).isEqualTo("my draf");
  }

  @Test
  void whatLayUnderAnotherOverlayIsGuardedFromWhenItIsSeen() {
    Screenplay play =
        new Screenplay(80, 24)
            .attached()
            .press("ctrl-t")
            .happens(SessionState.WAITING, started(), asks("a", "ls", null))
            .later(Duration.ofSeconds(5));
    assertThat(play.model().desk().top().orElseThrow()).isInstanceOf(PagerOverlay.class);
    play.press("esc", "y", "enter");
    assertThat(decisions(play)).isEmpty();
    assertThat(decisions(play.later(SEEN).press("y"))).hasSize(1);
  }

  @Test
  void severalComeOneAfterAnotherAndEachIsSeenFirst() {
    Screenplay play =
        new Screenplay(80, 24)
            .attached()
            .happens(
                SessionState.WAITING, started(), asks("a", "one", null), asks("b", "two", null))
            .later(SEEN)
            .press("y", "y", "enter");
    assertThat(play.ops()).hasSize(1);
    assertThat(((ApprovalOverlay) play.model().desk().top().orElseThrow()).request().call())
        .isEqualTo(new CallId("b"));
    play.later(SEEN).press("y");
    assertThat(play.ops().stream().map(op -> ((Op.Approval) op).call().value()))
        .containsExactly("a", "b");
  }

  @Test
  void severalAreCountedUp() {
    Screenplay play =
        new Screenplay(80, 24)
            .attached()
            .happens(
                SessionState.WAITING, started(), asks("a", "one", null), asks("b", "two", null));
    assertThat(play.shown()).contains("1 of 2");
    assertThat(play.later(SEEN).press("y").shown()).contains("2 of 2", "$ two");
  }

  @Test
  void whatWasAnsweredIsNamed() {
    Screenplay play =
        new Screenplay(80, 24)
            .attached()
            .happens(
                started(),
                Screenplay.call("a", "one"),
                new AgentEvent.RequestClosed(new CallId("a"), "approved", "you"));
    assertThat(play.shown()).contains("✔ Approved by you: one");
  }

  @Test
  void oneThatIsAnsweredElsewhereGoesAndSaysByWhom() {
    Screenplay play =
        asked()
            .later(SEEN)
            .press("n")
            .happens(new AgentEvent.RequestClosed(new CallId("a"), "approved", "bob"));
    assertThat(play.model().desk().overlays()).isEmpty();
    assertThat(play.shown()).contains("bob");
  }

  @Test
  void keysThatEditTheDraftDoNotReachItUnseen() {
    Screenplay play =
        new Screenplay(80, 24)
            .attached()
            .type("my draft")
            .happens(SessionState.WAITING, started(), asks("a", "ls", null))
            .later(Duration.ofSeconds(2))
            .press("ctrl-u", "ctrl-k", "ctrl-w", "ctrl-h", "alt-backspace", "ctrl-j");
    assertThat(play.model().desk().composer().message()).isEqualTo("my draft");
  }

  @Test
  void aPasteIsTheReasonOrWaitsInTheDraft() {
    Screenplay play = asked().later(SEEN);
    play.tell(new Msg.Pasted("y\n", Instant.EPOCH));
    assertThat(decisions(play)).isEmpty();
    assertThat(play.model().desk().composer().message()).isEqualTo("y\n");
    play.press("n").tell(new Msg.Pasted("use\n  pnpm\u001b[31m", Instant.EPOCH)).press("enter");
    assertThat(decisions(play)).containsExactly(new ApprovalDecision.Denied("use pnpm"));
  }

  private static Screenplay questions(int count) {
    Ask.Question db =
        new Ask.Question(
            "db",
            "Store",
            "Which?",
            List.of(new Ask.Option("SQLite", "a file"), new Ask.Option("Postgres", "a server")));
    Ask.Question why =
        new Ask.Question(
            "why",
            "Why",
            "And why?",
            List.of(
                new Ask.Option("Speed", ""),
                new Ask.Option("Habit", ""),
                new Ask.Option("Both", "")));
    Ask.Questions asked = new Ask.Questions(count == 1 ? List.of(db) : List.of(db, why));
    return new Screenplay(80, 24)
        .attached()
        .happens(
            SessionState.WAITING,
            started(),
            new AgentEvent.RequestOpened(
                new PendingRequest(
                    new CallId("q"), Screenplay.TURN, asked, "", "asks", "d", Instant.EPOCH)))
        .later(SEEN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "enter|SQLite",
        "1|SQLite",
        "2|Postgres",
        "down enter|Postgres",
        "down up enter|SQLite",
        "3 f l a t enter|flat",
        "n o n e enter|none",
        "down down x enter|x",
        "x esc enter|SQLite",
        "x left y enter|yx",
        "a b ctrl-u c enter|c"
      })
  void aQuestionIsAnswered(String keys, String answer) {
    Screenplay play = questions(1).press(keys.split(" "));
    assertThat(play.ops())
        .singleElement()
        .isInstanceOfSatisfying(
            Op.Answer.class,
            op -> {
              assertThat(op.call()).isEqualTo(new CallId("q"));
              assertThat(op.answers()).isEqualTo(Map.of("db", List.of(answer)));
            });
    assertThat(play.model().desk().overlays()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 3|Postgres|Both",
        "enter enter|SQLite|Speed",
        "tab 2 1|SQLite|Habit",
        "right 2 2|Postgres|Habit",
        "shift-tab 1 2|Postgres|Speed",
        "pgdn 3 m y enter|my|Both",
        "1 tab 2 1|Postgres|Speed"
      })
  void allQuestionsGoTogether(String keys, String db, String why) {
    Screenplay play = questions(2);
    String[] all = keys.split(" ");
    play.press(Arrays.copyOf(all, all.length - 1));
    assertThat(play.ops()).isEmpty();
    play.press(all[all.length - 1]);
    assertThat(((Op.Answer) play.ops().getLast()).answers())
        .isEqualTo(Map.of("db", List.of(db), "why", List.of(why)));
  }

  @Test
  void anEmptyAnswerIsNone() {
    Screenplay play = questions(1).press("3", "enter", "space", "enter");
    assertThat(play.ops()).isEmpty();
    assertThat(play.model().desk().top().orElseThrow()).isInstanceOf(QuestionOverlay.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"esc", "ctrl-c", "3 esc", "x esc esc"})
  void escapeEndsTheTurnAndTheQuestionDoesNotComeBack(String keys) {
    Screenplay play = questions(1).press(keys.split(" "));
    assertThat(play.ops()).singleElement().isInstanceOf(Op.Interrupt.class);
    play.happens(SessionState.WAITING);
    assertThat(play.model().desk().overlays()).isEmpty();
  }

  @Test
  void aQuestionIsGuardedToo() {
    Screenplay play =
        new Screenplay(80, 24)
            .attached()
            .happens(
                SessionState.WAITING,
                started(),
                new AgentEvent.RequestOpened(questions(1).model().session().pending().getFirst()))
            .press("1", "enter", "2");
    assertThat(play.ops()).isEmpty();
  }
}
