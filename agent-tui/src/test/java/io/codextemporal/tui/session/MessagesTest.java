package io.codextemporal.tui.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.UserText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final OpId ID = new OpId("op-1");

  private static List<Op> ops(String text) {
    return Messages.ops(ID, "me", text, words -> new Op.Steer(ID, "me", words));
  }

  @Test
  void aShortTextIsOneOp() {
    assertThat(ops("hi")).containsExactly(new Op.Steer(ID, "me", UserText.of("hi")));
    assertThat(ops("ä".repeat(99_999))).hasSize(1);
  }

  @Test
  void aLongTextComesInPiecesAndItsOpLast() {
    String text = "0123456789".repeat(50_000);
    List<Op> ops = ops(text);
    assertThat(ops).hasSize(5);
    assertThat(ops.getLast()).isEqualTo(new Op.Steer(ID, "me", UserText.chunked("op-1", 4)));
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      Op.TextChunk chunk = (Op.TextChunk) ops.get(i);
      assertThat(chunk.index()).isEqualTo(i);
      assertThat(chunk.id().value()).isEqualTo("op-1-" + i);
      joined.append(chunk.text());
    }
    assertThat(joined.toString()).isEqualTo(text);
  }

  @Test
  void piecesAreWholeCharactersWithinTheBound() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(200); i > 0; i--) {
        text.append(List.of("a", "ä", "漢", "😀").get(random.nextInt(4)));
      }
      List<String> pieces = Messages.split(text.toString(), 7 + random.nextInt(20));
      assertThat(String.join("", pieces)).as("seed " + seed).isEqualTo(text.toString());
      assertThat(pieces)
          .as("seed " + seed)
          .allMatch(piece -> piece.getBytes(StandardCharsets.UTF_8).length <= 26)
          .noneMatch(piece -> piece.contains("?") || piece.contains("\uFFFD"));
    }
  }

  @Test
  void idsSortByTheTimeTheyWereMade() {
    String early = Ids.uuid(1_700_000_000_000L).toString();
    String late = Ids.uuid(1_700_000_000_001L).toString();
    assertThat(early).isLessThan(late);
    assertThat(Ids.isWhole(early)).isTrue();
    assertThat(Ids.isWhole(early.substring(1))).isFalse();
    assertThat(Ids.madeAt(early)).contains(Instant.ofEpochMilli(1_700_000_000_000L));
    assertThat(Ids.madeAt("nonsense")).isEmpty();
    assertThat(Ids.isWhole(Ids.session().value())).isTrue();
  }
}
