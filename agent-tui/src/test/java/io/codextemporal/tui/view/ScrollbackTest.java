package io.codextemporal.tui.view;

import static io.codextemporal.tui.Screenplay.agent;
import static io.codextemporal.tui.Screenplay.call;
import static io.codextemporal.tui.Screenplay.done;
import static io.codextemporal.tui.Screenplay.ended;
import static io.codextemporal.tui.Screenplay.started;
import static io.codextemporal.tui.Screenplay.text;
import static io.codextemporal.tui.Screenplay.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.tui.Screenplay;
import io.codextemporal.tui.cells.Row;
import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ScrollbackTest {
  private final TranscriptRows rows = new TranscriptRows();
  private final Scrollback scrollback = new Scrollback(rows);
  private final List<String> gone = new ArrayList<>();

  private void painted(Model model) {
    scrollback.passed(model).stream()
        .map(row -> row.stream().map(Cell::cluster).collect(Collectors.joining()).stripTrailing())
        .forEach(gone::add);
  }

  private List<String> seen(Model model) {
    var window = rows.window(model.session(), View.look(model), View.transcriptHeight(model), null);
    return scrollback.left(model, window).stream().map(ScrollbackTest::plain).toList();
  }

  private static String plain(Row row) {
    return row.line().plain().stripTrailing();
  }

  private List<String> all(Model model) {
    List<String> all = new ArrayList<>();
    var blocks = rows.of(model.session(), View.look(model));
    IntStream.range(0, blocks.size())
        .forEach(i -> blocks.rows(i).forEach(row -> all.add(plain(row))));
    return all;
  }

  @RepeatedTest(30)
  void everyRowGoesOnceAndInOrder(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Screenplay play = new Screenplay(60, 12 + random.nextInt(20)).attached();
    for (int i = 0; i < 60; i++) {
      String words = ("word" + i + " ").repeat(1 + random.nextInt(120));
      AgentEvent event =
          switch (random.nextInt(5)) {
            case 0 -> user(words);
            case 1 -> agent(words);
            case 2 -> call("c" + i, "make " + i);
            case 3 -> ended("c" + (i - 1 - random.nextInt(3)), 0, words.replace(' ', '\n'));
            default -> done();
          };
      if (random.nextInt(4) == 0) {
        play.streams(text("m" + i, words));
        painted(play.model());
      }
      play.happens(event);
      painted(play.model());
      if (random.nextInt(6) == 0) {
        play.press("pgup");
        painted(play.model());
        play.press("ctrl-end");
      }
    }
    // What runs still holds back what follows it.
    play.happens(
        IntStream.range(0, 60).mapToObj(i -> ended("c" + i, 0, "")).toArray(AgentEvent[]::new));
    painted(play.model());
    List<String> whole = new ArrayList<>(gone);
    whole.addAll(seen(play.model()));
    assertThat(whole).isEqualTo(all(play.model()));
  }

  @Test
  void anotherSessionBeginsAnew() {
    Screenplay one = new Screenplay(60, 12).attached();
    one.happens(started(), user("one"), agent("a\n\n".repeat(30)), done());
    painted(one.model());
    assertThat(gone).contains("› one");
    Screenplay other = new Screenplay(60, 12).attached();
    other.happens(started(), user("other"), agent("b\n\n".repeat(30)), done());
    painted(other.model());
    assertThat(gone).containsOnlyOnce("› one").containsOnlyOnce("› other");
  }
}
