package io.codextemporal.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.CallId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M14")
class MendingTest {
  private static HistoryEntry call(String id, boolean custom) {
    String type = custom ? "custom_tool_call" : "function_call";
    return entry("{\"type\":\"%s\",\"call_id\":\"%s\",\"name\":\"x\"}".formatted(type, id));
  }

  private static HistoryEntry output(String id, boolean custom) {
    return HistoryEntry.of(OutputItems.output(new CallId(id), custom, "out " + id));
  }

  private static HistoryEntry entry(String json) {
    return HistoryEntry.of(new ConversationItem(json));
  }

  private static final HistoryEntry ASKS = HistoryEntry.of(OutputItems.userMessage("hi"));

  @Test
  void aSoundConversationStaysAsItIs() {
    List<HistoryEntry> sound =
        List.of(ASKS, call("a", false), call("b", true), output("b", true), output("a", false));
    assertThat(Mending.STRUCTURE.mend(sound, 0)).isEqualTo(sound);
  }

  @Test
  void pairsAreMended() {
    assertThat(
            Mending.STRUCTURE.mend(
                List.of(
                    output("z", false),
                    call("a", false),
                    call("a", false),
                    call("", false),
                    output("a", false),
                    output("a", false),
                    call("b", true),
                    entry("{broken"),
                    entry("{}"),
                    ASKS,
                    call("c", true),
                    output("c", false)),
                0))
        .containsExactly(
            call("a", false),
            output("a", false),
            call("b", true),
            HistoryEntry.of(OutputItems.output(new CallId("b"), true, "aborted")),
            ASKS,
            call("c", true),
            output("c", true));
  }

  @Test
  void structureIsSoundAfterAnyDamageAndMendingTwiceIsOnce() {
    for (long seed = 0; seed < 3_000; seed++) {
      Random dice = new Random(seed);
      List<HistoryEntry> entries = new ArrayList<>();
      for (int n = dice.nextInt(20); n > 0; n--) {
        String id = dice.nextInt(12) == 0 ? "" : "c" + dice.nextInt(5);
        entries.add(
            switch (dice.nextInt(6)) {
              case 0 -> ASKS;
              case 1 -> entry("{" + id);
              case 2, 3 -> call(id, dice.nextBoolean());
              default -> id.isEmpty() ? ASKS : output(id, dice.nextBoolean());
            });
      }
      List<HistoryEntry> mended = Mending.STRUCTURE.mend(entries, 0);
      assertThat(isSound(mended)).as("seed %d: %s", seed, mended).isTrue();
      assertThat(Mending.STRUCTURE.mend(mended, 0)).as("seed %d", seed).isEqualTo(mended);
    }
  }

  private static boolean isSound(List<HistoryEntry> entries) {
    Map<String, Boolean> open = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (HistoryEntry entry : entries) {
      CallItem item = CallItem.of(entry.item()).orElse(null);
      if (item == null) {
        continue;
      }
      boolean fits =
          item.output()
              ? Boolean.valueOf(item.custom()).equals(open.remove(item.callId()))
              : !item.callId().isBlank() && seen.add(item.callId());
      if (!fits) {
        return false;
      }
      if (!item.output()) {
        open.put(item.callId(), item.custom());
      }
    }
    return open.isEmpty();
  }

  @Test
  void whatWasAnsweredIsAboveSuspicion() {
    List<HistoryEntry> entries =
        List.of(
            ASKS,
            call("a", false),
            output("a", false),
            call("b", false),
            output("b", false),
            HistoryEntry.of(OutputItems.userMessage("newest")));

    assertThat(Mending.OUTPUTS.mend(entries, 3).subList(0, 4)).isEqualTo(entries.subList(0, 4));
    assertThat(Mending.OUTPUTS.mend(entries, 3).get(4)).isNotEqualTo(entries.get(4));
    assertThat(Mending.MESSAGES.mend(entries, 3)).isEqualTo(entries);
    assertThat(Mending.MESSAGES.mend(entries, 0).getLast()).isEqualTo(entries.getLast());
    assertThat(Mending.ANSWERS.mend(entries, 3)).hasSize(5).endsWith(entries.getLast());
    assertThat(Mending.ANSWERS.mend(entries, 6)).isEqualTo(entries);
  }
}
