package io.codextemporal.tui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.tui.model.Key;
import io.codextemporal.tui.model.Key.Name;
import io.codextemporal.tui.model.Msg;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyParserTest {
  private static final Instant NOW = Instant.EPOCH;

  static Stream<Arguments> sequences() {
    return Stream.of(
        keys("a", Key.character("a")),
        keys("é", Key.character("é")),
        keys("日", Key.character("日")),
        keys("\r", Key.of(Name.ENTER)),
        keys("\n", Key.ctrl("j")),
        keys("\t", Key.of(Name.TAB)),
        keys("a\t", Key.character("a"), Key.of(Name.TAB)),
        keys("\u007f", Key.of(Name.BACKSPACE)),
        keys("\u0003", Key.ctrl("c")),
        keys("\u0000", Key.ctrl(" ")),
        keys("\u001b[A", Key.of(Name.UP)),
        keys("\u001bOA", Key.of(Name.UP)),
        keys("\u001bOP", Key.of(Name.F1)),
        keys("\u001b[3~", Key.of(Name.DELETE)),
        keys("\u001b[15~", Key.of(Name.F5)),
        keys("\u001b[1;2D", new Key(Name.LEFT, "", true, false, false)),
        keys("\u001b[1;5C", new Key(Name.RIGHT, "", false, false, true)),
        keys("\u001b[Z", new Key(Name.TAB, "", true, false, false)),
        keys("\u001b[13;2u", new Key(Name.ENTER, "", true, false, false)),
        keys("\u001b[27;2;13~", new Key(Name.ENTER, "", true, false, false)),
        keys("\u001b[97;5u", Key.ctrl("a")),
        keys("\u001b[44;3u", Key.alt(",")),
        keys("\u001b[97;1:1u", Key.character("a")),
        keys("\u001b[27u", Key.of(Name.ESCAPE)),
        keys("\u001bb", Key.alt("b")),
        keys("\u001bé", Key.alt("é")),
        keys("\u001b\r", new Key(Name.ENTER, "", false, true, false)),
        keys("\u001b\u007f", new Key(Name.BACKSPACE, "", false, true, false)),
        Arguments.of("\u001b[I", List.of(new Msg.Focused(true))),
        Arguments.of("\u001b[O", List.of(new Msg.Focused(false))),
        Arguments.of("\u001b[<0;10;5M", List.of(new Msg.Moused(Msg.Mouse.PRESS, 9, 4, false))),
        Arguments.of("\u001b[<36;10;5M", List.of(new Msg.Moused(Msg.Mouse.DRAG, 9, 4, true))),
        Arguments.of("\u001b[<64;1;1M", List.of(new Msg.Moused(Msg.Mouse.WHEEL_UP, 0, 0, false))),
        Arguments.of(
            "\u001b[200~one\r\ntwo\u001b[31m\u001b[201~",
            List.of(new Msg.Pasted("one\ntwo\u001b[31m", NOW))),
        Arguments.of("\u001b[99;99;99Xx", List.of(pressed(Key.character("x")))));
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void aSequenceMeansTheSameSplitAtAnyByte(String sequence, List<Msg> expected) {
    byte[] bytes = sequence.getBytes(StandardCharsets.UTF_8);
    for (int split = 0; split <= bytes.length; split++) {
      KeyParser parser = new KeyParser();
      List<Msg> messages = new ArrayList<>();
      messages.addAll(parser.feed(bytes, split, NOW));
      byte[] rest = Arrays.copyOfRange(bytes, split, bytes.length);
      messages.addAll(parser.feed(rest, rest.length, NOW));

      assertThat(messages).as("split at %d", split).isEqualTo(expected);
      assertThat(parser.isPending()).isFalse();
    }
  }

  @Test
  void aLoneEscapeIsAKeyOnceNothingFollows() {
    KeyParser parser = new KeyParser();

    assertThat(feed(parser, "\u001b")).isEmpty();
    assertThat(parser.isPending()).isTrue();
    assertThat(parser.flush(NOW)).containsExactly(pressed(Key.of(Name.ESCAPE)));
    assertThat(parser.isPending()).isFalse();
    assertThat(feed(parser, "\u001b\u001b")).containsExactly(pressed(Key.of(Name.ESCAPE)));
    assertThat(parser.flush(NOW)).containsExactly(pressed(Key.of(Name.ESCAPE)));
  }

  @Test
  void aBurstNoHandTypesIsOnePaste() {
    assertThat(feed(new KeyParser(), "first line\rsecond"))
        .containsExactly(new Msg.Pasted("first line\nsecond", NOW));
    assertThat(feed(new KeyParser(), "ls\r"))
        .containsExactly(
            pressed(Key.character("l")), pressed(Key.character("s")), pressed(Key.of(Name.ENTER)));
  }

  @Test
  void noBytesBreakItAndAPasteKeepsItsWords() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      KeyParser parser = new KeyParser();
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      parser.feed(noise, noise.length, NOW);
      parser.flush(NOW);
      feed(parser, "\u001b[201~");
      parser.flush(NOW);

      byte[] paste = "\u001b[200~words 日本\u001b[201~".getBytes(StandardCharsets.UTF_8);
      List<Msg> messages = new ArrayList<>();
      for (int i = 0; i < paste.length; ) {
        int length = Math.min(paste.length - i, 1 + random.nextInt(5));
        byte[] part = Arrays.copyOfRange(paste, i, i + length);
        messages.addAll(parser.feed(part, length, NOW));
        i += length;
      }
      assertThat(messages).as("seed %d", seed).endsWith(new Msg.Pasted("words 日本", NOW));
    }
  }

  private static List<Msg> feed(KeyParser parser, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return parser.feed(bytes, bytes.length, NOW);
  }

  private static Msg pressed(Key key) {
    return new Msg.Pressed(key, NOW);
  }

  private static Arguments keys(String sequence, Key... keys) {
    return Arguments.of(sequence, Stream.of(keys).map(KeyParserTest::pressed).toList());
  }
}
