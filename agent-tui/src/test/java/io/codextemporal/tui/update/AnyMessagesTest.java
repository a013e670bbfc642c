package io.codextemporal.tui.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.SessionState;
import io.codextemporal.tui.Screenplay;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Key;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.view.Cell;
import io.codextemporal.tui.view.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;

/** Whatever happens in whatever order: no exception, whole rows, the cursor inside. */
@Tag("slow")
class AnyMessagesTest {
  private static final List<String> WORDS =
      List.of(
          "a",
          " ",
          "hello",
          "日本語",
          "👩‍👩‍👧 family",
          "/mo",
          "@src",
          "!ls",
          "\u001b[31mred",
          "x\ty",
          "e\u0301",
          "**bold** `code`",
          "| a | b |\n|---|---|\n| 1 | 2 |",
          "```\nfence",
          "- item");

  @RepeatedTest(150)
  void leavesAScreenThatHolds(RepetitionInfo repetition) {
    long seed = 9_000L + repetition.getCurrentRepetition();
    Random random = new Random(seed);
    Screenplay play = new Screenplay(40 + random.nextInt(100), 12 + random.nextInt(40));
    if (random.nextBoolean()) {
      play.attached();
    }
    for (int i = 0; i < 120; i++) {
      one(play, random, i);
      Frame frame = play.frame();
      Size size = play.model().screen().size();
      assertThat(frame.rows()).as("seed %d, step %d", seed, i).hasSize(size.rows());
      for (List<Cell> row : frame.rows()) {
        assertThat(row).as("seed %d, step %d", seed, i).hasSize(size.columns());
        for (Cell cell : row) {
          assertThat(cell.cluster().chars().noneMatch(c -> c < ' ' || c == 0x7f || c == 0x9b))
              .as("seed %d, step %d: %s", seed, i, cell)
              .isTrue();
        }
      }
      assertThat(frame.cursorColumn()).as("seed %d", seed).isBetween(-1, size.columns() - 1);
      assertThat(frame.cursorRow()).as("seed %d", seed).isBetween(0, size.rows() - 1);
    }
    if (play.effects().stream().noneMatch(Effect.Quit.class::isInstance)) {
      assertThat(play.ops().stream().map(op -> op.id().value()).distinct().count())
          .as("seed %d", seed)
          .isEqualTo(play.ops().size());
    }
  }

  private static void one(Screenplay play, Random random, int step) {
    String word = WORDS.get(random.nextInt(WORDS.size()));
    String id = "c" + random.nextInt(6);
    switch (random.nextInt(24)) {
      case 0, 1, 2, 3, 4 ->
          play.type(word.replace("\u001b", "").replace("\n", " ").replace("\t", " "));
      case 5, 6, 7, 8 -> {
        Key.Name[] names = Key.Name.values();
        Key.Name name = names[random.nextInt(names.length)];
        Key key =
            new Key(
                name,
                name == Key.Name.CHARACTER
                    ? "abcdefghijklmnopqrstuvwxyz/?@!1234,._"
                        .substring(random.nextInt(36))
                        .substring(0, 1)
                    : "",
                random.nextInt(4) == 0,
                random.nextInt(4) == 0,
                random.nextInt(3) == 0);
        play.tell(
            new Msg.Pressed(key, Instant.parse("2026-11-24T10:00:00Z").plusMillis(step * 300L)));
      }
      case 9 -> play.press("enter");
      case 10 ->
          play.tell(new Msg.Pasted((word + "\n").repeat(1 + random.nextInt(30)), Instant.EPOCH));
      case 11 ->
          play.tell(new Msg.Resized(new Size(1 + random.nextInt(160), 1 + random.nextInt(50))));
      case 12 -> play.happens(Screenplay.started(), Screenplay.user(word));
      case 13 -> play.happens(Screenplay.agent(word.repeat(1 + random.nextInt(40))));
      case 14 -> play.happens(Screenplay.call(id, word));
      case 15 ->
          play.happens(
              Screenplay.ended(id, random.nextInt(2), (word + "\n").repeat(random.nextInt(20))));
      case 16 ->
          play.happens(
              SessionState.WAITING,
              Screenplay.asks(id, word, random.nextBoolean() ? List.of("npm", word) : null));
      case 17 -> play.happens(SessionState.IDLE, Screenplay.done());
      case 18 ->
          play.streams(
              Screenplay.text("m" + random.nextInt(2), word.repeat(1 + random.nextInt(30))));
      case 19 -> play.tick(Duration.ofMillis(random.nextInt(3_000)));
      case 20 ->
          play.tell(
              new Msg.Moused(
                  Msg.Mouse.values()[random.nextInt(5)],
                  random.nextInt(80),
                  random.nextInt(40),
                  false));
      case 21 -> play.tell(new Msg.Connection(Msg.State.values()[random.nextInt(5)], word, ""));
      case 22 -> play.press("pgup");
      default -> play.tell(new Msg.Edited(word));
    }
  }
}
