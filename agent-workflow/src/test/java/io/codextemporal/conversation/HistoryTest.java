package io.codextemporal.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.CallId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static ConversationItem item(String text) {
    return OutputItems.userMessage(text);
  }

  @Test
  void everyBeginningHasItsOwnDigest() {
    History history = new History();
    history.append(item("a"));
    Prefix one = history.prefix();
    history.append(item("b"));

    assertThat(history.prefix(1)).isEqualTo(one);
    assertThat(history.prefix(0)).isEqualTo(Prefix.EMPTY);
    assertThat(history.prefix().digest())
        .isEqualTo(History.chain(History.chain("", item("a")), item("b")));
  }

  @Test
  void aCallCarriesWhatCameSinceAndKeptItemsByName() {
    History history = new History();
    history.append(item("a"));
    history.markAnswered(history.prefix());
    history.append(item("b"), "digest");
    history.append(item("c"));

    assertThat(history.since(history.answered()))
        .containsExactly(new DeltaItem.Kept("digest"), new DeltaItem.Inline(item("c")));
  }

  @Test
  void replacingCountsTheGenerationAndKeepsTheUnchangedBeginning() {
    History history = new History();
    List.of("a", "b", "c").forEach(text -> history.append(item(text)));
    history.markAnswered(history.prefix());
    Prefix two = history.prefix(2);
    history.replace(
        List.of(
            HistoryEntry.of(item("a")), HistoryEntry.of(item("b")), HistoryEntry.of(item("x"))));

    assertThat(history.generation()).isEqualTo(1);
    assertThat(history.answered()).isEqualTo(two);
    assertThat(history.size()).isEqualTo(3);
  }

  @Test
  void onlyItsOwnBeginningsCountAsAnswered() {
    History history = new History();
    history.append(item("a"));
    history.markAnswered(new Prefix(1, "other"));
    history.markAnswered(new Prefix(7, "longer"));

    assertThat(history.answered()).isEqualTo(Prefix.EMPTY);
  }

  @Test
  void knowsItsOpenCalls() {
    History history = new History();
    history.append(
        new ConversationItem("{\"type\":\"function_call\",\"call_id\":\"a\",\"name\":\"x\"}"));
    history.append(
        new ConversationItem("{\"type\":\"custom_tool_call\",\"call_id\":\"b\",\"name\":\"x\"}"));
    assertThat(history.openCalls())
        .containsExactly(new OpenCall(new CallId("a"), false), new OpenCall(new CallId("b"), true));
    history.append(OutputItems.output(new CallId("a"), false, ""));
    assertThat(history.openCalls()).containsExactly(new OpenCall(new CallId("b"), true));
    assertThat(history.hasCall("a")).isTrue();
    assertThat(history.hasCall("c")).isFalse();
  }

  @Test
  void pagesHoldEverythingOnceWithinTheirBound() {
    for (long seed = 0; seed < 300; seed++) {
      Random dice = new Random(seed);
      History history = new History();
      for (int n = dice.nextInt(40); n > 0; n--) {
        history.append(item("ä".repeat(dice.nextInt(400))));
      }
      int maxBytes = 1 + dice.nextInt(2_000);
      List<ConversationItem> read = new ArrayList<>();
      while (read.size() < history.size()) {
        List<ConversationItem> page = history.page(read.size(), maxBytes);
        assertThat(page).as("seed %d", seed).isNotEmpty();
        int bytes = page.stream().mapToInt(i -> HistoryEntry.of(i).bytes()).sum();
        assertThat(page.size() == 1 || bytes <= maxBytes).as("seed %d", seed).isTrue();
        read.addAll(page);
      }
      assertThat(read).as("seed %d", seed).isEqualTo(history.items());
      assertThat(history.page(history.size(), maxBytes)).isEmpty();
      assertThat(history.bytes())
          .isEqualTo(read.stream().mapToInt(i -> HistoryEntry.of(i).bytes()).sum());
    }
  }

  @Test
  void comesBackFromItsEntries() {
    History history = new History();
    List.of("a", "b", "c").forEach(text -> history.append(item(text), text));
    history.markAnswered(history.prefix(2));
    History back = new History(history.generation(), history.answered().count(), history.entries());

    assertThat(back.prefix()).isEqualTo(history.prefix());
    assertThat(back.answered()).isEqualTo(history.prefix(2));
    assertThat(back.since(back.answered())).containsExactly(new DeltaItem.Kept("c"));
  }
}
