package io.codextemporal.tui.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.tui.Screenplay;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.model.Transcript;
import io.codextemporal.tui.model.TranscriptCell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions that are longer than a screen wants to hold. */
class HoldingTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final int TURNS = 2_500;

  private final Screenplay play = new Screenplay(80, 24).attached();
  private final List<SequencedEvent> all = new ArrayList<>();
  private int served;

  private void add(AgentEvent... events) {
    for (AgentEvent event : events) {
      all.add(new SequencedEvent(all.size() + 1L, NOW, event));
    }
  }

  private void turn(int number) {
    add(
        Screenplay.user("message " + number),
        Screenplay.call("c" + number, "make step" + number),
        Screenplay.ended("c" + number, 0, "made " + number),
        Screenplay.agent("Answer " + number + (number % 1_000 == 7 ? " is the needle" : "")),
        Screenplay.done());
  }

  private static EventPage page(List<SequencedEvent> events) {
    return new EventPage(
        "run", events, events.getLast().seq(), false, List.of(), SessionStatus.IDLE);
  }

  /** Everything happens while one looks at the end. */
  private void live() {
    for (int number = 1; number <= TURNS; number++) {
      turn(number);
    }
    for (int from = 0; from < all.size(); from += 100) {
      play.tell(new Msg.Arrived(page(all.subList(from, Math.min(all.size(), from + 100))), NOW));
    }
  }

  /** Answers what is asked for, as a session would; how many pages that were. */
  private int serve() {
    int pages = 0;
    for (; served < play.effects().size(); served++) {
      if (play.effects().get(served) instanceof Effect.LoadEarlier earlier) {
        int to = (int) earlier.beforeSeq() - 1;
        play.tell(new Msg.ArrivedEarlier(page(all.subList(Math.max(0, to - 333), to))));
        pages++;
      }
    }
    return pages;
  }

  private Transcript transcript() {
    return play.model().session().transcript();
  }

  @Test
  void aLongSessionIsNotHeldWhole() {
    live();

    assertThat(transcript().cells()).hasSizeBetween(2_000, 3_100);
    assertThat(transcript().cells().getFirst()).isInstanceOf(TranscriptCell.User.class);
    assertThat(play.shown()).contains("Answer " + TURNS);
    assertThat(serve()).isZero();
  }

  @Test
  void theTopIsTheFirstMessageHoweverFarItIs() {
    live();
    play.press("ctrl-home");

    assertThat(serve()).isGreaterThan(10);
    assertThat(play.shown()).contains("› message 1\n");
    assertThat(transcript().cells()).hasSize(TURNS * 4).doesNotHaveDuplicates();
    assertThat(transcript().running()).isEmpty();

    play.press("ctrl-end");
    turn(TURNS + 1);
    play.tell(new Msg.Arrived(page(all.subList(all.size() - 5, all.size())), NOW));
    assertThat(transcript().cells()).hasSizeLessThan(3_100);
    assertThat(play.shown()).contains("Answer " + (TURNS + 1));
  }

  @Test
  void whatOneReadsStaysWhileThingsHappenAndOlderOnesCome() {
    live();
    play.press("pgup", "pgup");
    String reads = play.shown();
    for (int number = 1; number <= 2_000; number++) {
      turn(TURNS + number);
      play.tell(new Msg.Arrived(page(all.subList(all.size() - 5, all.size())), NOW));
    }
    assertThat(play.shown()).isEqualTo(reads);
    play.tell(new Msg.ArrivedEarlier(page(all.subList(0, (int) transcript().first() - 1))));
    assertThat(play.shown()).isEqualTo(reads);
  }

  @Test
  void thePagerFindsWordsThatAreNotReadYet() {
    live();
    play.press("ctrl-t", "/").type("needle").press("enter");
    assertThat(play.shown()).contains("reading what came before");

    assertThat(serve()).isGreaterThan(10);
    assertThat(play.shown()).contains("Answer 7 is the needle").contains("1 of 3");
    play.press("n", "n");
    assertThat(play.shown()).contains("Answer 2007 is the needle").contains("3 of 3");
    play.press("g");
    assertThat(play.shown().lines().skip(1).findFirst()).contains("› message 1");
  }

  @Test
  void aCallThatAPageEndsInIsOneCell() {
    turn(1);
    play.tell(new Msg.Arrived(page(all.subList(2, 5)), NOW));
    assertThat(transcript().hasEarlier()).isTrue();
    play.tell(new Msg.ArrivedEarlier(page(all.subList(0, 2))));

    assertThat(transcript().cells()).hasSize(4);
    assertThat(transcript().running()).isEmpty();
    assertThat(play.shown()).contains("Ran make step1").contains("made 1");
  }
}
