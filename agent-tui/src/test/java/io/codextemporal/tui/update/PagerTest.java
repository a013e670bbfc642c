package io.codextemporal.tui.update;

import static io.codextemporal.tui.Screenplay.agent;
import static io.codextemporal.tui.Screenplay.asks;
import static io.codextemporal.tui.Screenplay.call;
import static io.codextemporal.tui.Screenplay.done;
import static io.codextemporal.tui.Screenplay.ended;
import static io.codextemporal.tui.Screenplay.started;
import static io.codextemporal.tui.Screenplay.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.SessionState;
import io.codextemporal.tui.GoldenFrames;
import io.codextemporal.tui.Screenplay;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.model.PagerOverlay;
import io.codextemporal.tui.model.Size;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PagerTest {
  private static Screenplay long80() {
    Screenplay play = new Screenplay(80, 24).attached();
    String output =
        IntStream.rangeClosed(1, 40).mapToObj(i -> "row " + i).collect(Collectors.joining("\n"));
    for (int i = 1; i <= 5; i++) {
      play.happens(
          started(),
          user("message " + i),
          call("c" + i, "make step" + i),
          ended("c" + i, 0, output),
          agent("Answer " + i + ": the needle is **here**."),
          done());
    }
    return play.press("ctrl-t");
  }

  @Test
  void everythingIsThereAndTheEndIsSeenFirst() {
    Screenplay play = long80();

    assertThat(play.shown()).contains("Answer 5").contains("row 40").doesNotContain("ctrl+t)");
    play.press("g");
    assertThat(play.shown()).contains("› message 1").contains("row 1\n");
    play.press("end", "q");
    assertThat(play.model().desk().overlays()).isEmpty();
  }

  @Test
  void keysMoveByRowsPagesAndMessages() {
    Screenplay play = long80();
    play.press("left");
    assertThat(play.shown().lines().skip(2).findFirst()).contains("› message 5");
    play.press("left", "left");
    assertThat(play.shown().lines().skip(2).findFirst()).contains("› message 3");
    play.press("j");
    assertThat(play.shown().lines().skip(1).findFirst()).contains("› message 3");
    play.press("right", "k");
    assertThat(play.shown().lines().skip(3).findFirst()).contains("› message 4");
    String before = play.shown();
    play.press("pgdn", "ctrl-d", "ctrl-u", "pgup");
    assertThat(play.shown()).isEqualTo(before);
  }

  @Test
  void wordsAreFoundInOrderAndCounted() {
    Screenplay play = long80().press("g", "/").type("NEEDLE").press("enter");

    assertThat(play.shown()).contains("Answer 1: the needle is here.").contains("1 of 5");
    play.press("n", "n");
    assertThat(play.shown()).contains("Answer 3: the needle").contains("3 of 5");
    play.press("N");
    assertThat(play.shown()).contains("2 of 5");
    play.press("N", "N");
    assertThat(play.shown()).contains("Answer 5: the needle").contains("5 of 5");
    play.press("n");
    assertThat(play.shown()).contains("1 of 5");
  }

  @Test
  void severalOnOneRowAreSeveralPlaces() {
    Screenplay play =
        new Screenplay(80, 24)
            .attached()
            .happens(started(), agent("one two one\n\none"), done())
            .press("ctrl-t", "/")
            .type("one")
            .press("enter");

    assertThat(play.shown()).contains("1 of 3");
    play.press("n", "n");
    assertThat(play.shown()).contains("3 of 3");
  }

  @Test
  void whatIsNotThereIsSaid() {
    Screenplay play = long80().press("/").type("nowhere").press("enter");
    assertThat(play.shown()).contains("not found: nowhere");
  }

  @Test
  void anotherSizeKeepsThePlace() {
    Screenplay play = long80().press("left", "left", "j", "j", "j", "j", "j");
    String first = play.shown().lines().skip(1).findFirst().orElseThrow();

    play.tell(new Msg.Resized(new Size(50, 30)));

    assertThat(play.shown().lines().skip(1).findFirst()).contains(first);
  }

  @Test
  void itOpensOverAnApprovalAndGivesItBack() {
    Screenplay play =
        new Screenplay(80, 24)
            .attached()
            .happens(
                SessionState.WAITING,
                started(),
                user("do it"),
                agent("I will."),
                asks("a", "npm install", null))
            .press("ctrl-t");

    assertThat(play.shown()).contains("Transcript").contains("I will.");
    play.press("esc");
    assertThat(play.shown()).contains("$ npm install");
    assertThat(play.ops()).isEmpty();
  }

  @Test
  void looksAsItDidWhenItWasLookedAt() {
    for (int[] size : new int[][] {{40, 12}, {80, 24}, {120, 40}, {200, 50}}) {
      Screenplay play = long80();
      play.tell(new Msg.Resized(new Size(size[0], size[1])));
      play.press("g", "/").type("needle").press("enter");
      GoldenFrames.compare("pager-search-" + size[0] + "x" + size[1], play.shown());
    }
  }

  @Test
  void aTextIsPagedAndSearchedToo() {
    Screenplay play = new Screenplay(40, 12).attached().type("/status").press("enter");
    assertThat(play.model().desk().top()).containsInstanceOf(PagerOverlay.class);
    play.press("/").type("model").press("enter");
    assertThat(play.shown()).contains(" of ");
  }

  @Test
  void howFarDownIsSaid() {
    Screenplay play = long80();
    assertThat(foot(play)).endsWith("end");
    assertThat(foot(play.press("g"))).endsWith("0%");
    assertThat(foot(play.press("right", "right"))).matches(".* [1-9][0-9]%");
    Screenplay text = new Screenplay(80, 24).attached().type("/status").press("enter");
    assertThat(foot(text)).endsWith("all");
  }

  private static String foot(Screenplay play) {
    return play.shown().stripTrailing().lines().toList().getLast();
  }

  @Test
  void whatIsDrawnOverIsCopied() {
    Screenplay play = long80().press("left");
    play.tell(new Msg.Moused(Msg.Mouse.PRESS, 2, 2, false))
        .tell(new Msg.Moused(Msg.Mouse.DRAG, 10, 2, false));
    assertThat(play.frame().rows().get(2).get(4).style())
        .isEqualTo(play.model().screen().theme().style(io.codextemporal.tui.text.Role.SELECTION));
    play.tell(new Msg.Moused(Msg.Mouse.RELEASE, 10, 2, false));
    assertThat(play.effects()).contains(new Effect.Copy("message 5"));
  }
}
