package io.codextemporal.tui.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeedTest {
  private static String user(String text) {
    return "{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\""
        + text
        + "\"}]}";
  }

  private static final String SAID = "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[]}";

  @Test
  void whatEverySessionIsToldOfItsPlaceStaysBehind() {
    String asks = user("what does <environment_context> mean, and <INSTRUCTIONS>?");
    assertThat(
            Seed.portable(
                List.of(
                    "{\"type\":\"message\",\"role\":\"developer\",\"content\":[]}",
                    user("# AGENTS.md instructions for /w\\n\\n<INSTRUCTIONS>\\nx"),
                    user("<environment_context>\\n</environment_context>"),
                    asks,
                    SAID)))
        .containsExactly(asks, SAID);
  }

  @Test
  void aCopyEndsBeforeTheVeryMessage() {
    List<String> items = List.of(user("go"), SAID, user("stop"), user("go"), SAID);
    assertThat(Seed.before(items, "go", 0)).contains(items.subList(0, 3));
    assertThat(Seed.before(items, "go", 1)).contains(List.of());
    assertThat(Seed.before(items, "go", 2)).isEmpty();
    assertThat(Seed.before(items, "else", 0)).isEmpty();
  }
}
