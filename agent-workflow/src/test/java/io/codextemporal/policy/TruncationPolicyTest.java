package io.codextemporal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TruncationPolicyTest {
  static List<JsonNode> formatted() {
    return cases("truncate_formatted");
  }

  static List<JsonNode> budget() {
    return cases("truncate_budget");
  }

  static List<JsonNode> split() {
    return cases("split_string");
  }

  @ParameterizedTest
  @MethodSource("formatted")
  void cutsWithLineCount(JsonNode one) {
    int limit = one.path("limit").asInt();
    TruncationPolicy policy =
        one.path("mode").asText().equals("bytes")
            ? TruncationPolicy.bytes(limit)
            : TruncationPolicy.tokens(limit);
    assertThat(policy.cutWithLineCount(one.path("text").asText()))
        .isEqualTo(one.path("out").asText());
  }

  @ParameterizedTest
  @MethodSource("budget")
  void cutsToABudget(JsonNode one) {
    TruncationPolicy policy =
        one.has("tokens")
            ? TruncationPolicy.tokens(one.path("tokens").asInt())
            : TruncationPolicy.bytes(one.path("bytes").asInt());
    assertThat(policy.cut(one.path("text").asText())).isEqualTo(one.path("out").asText());
  }

  @ParameterizedTest
  @MethodSource("split")
  void splitsBetweenCharacters(JsonNode one) {
    String text = one.path("s").asText();
    String left = Utf8.prefix(text, one.path("head").asInt());
    String rest = text.substring(left.length());
    assertThat(left).isEqualTo(one.path("left").asText());
    assertThat(Utf8.suffix(rest, one.path("tail").asInt())).isEqualTo(one.path("right").asText());
  }

  @Test
  void warnsAsExecCommandDoes() {
    String text = "line\n".repeat(100);
    String cut =
        TruncationPolicy.tokens(10).cutWithWarning(TruncationPolicy.OverlongText.whole(text));
    assertThat(cut)
        .isEqualTo(
            "Warning: truncated output (original token count: 125)\nTotal output lines: 100\n\n"
                + text.substring(0, 20)
                + "…115 tokens truncated…"
                + text.substring(480));
  }

  /** Any text under any budget: nothing broken, never over the budget plus the mark. */
  @Test
  void holdsForRandomTexts() {
    long seed = 20_260;
    Random random = new Random(seed);
    String[] pieces = {"a", "é", "€", "😀", "\n", " ", "\ud83d", "long words "};
    for (int round = 0; round < 5_000; round++) {
      StringBuilder built = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        built.append(pieces[random.nextInt(pieces.length)]);
      }
      String text = built.toString();
      int limit = random.nextInt(40);
      TruncationPolicy policy =
          random.nextBoolean() ? TruncationPolicy.bytes(limit) : TruncationPolicy.tokens(limit);
      String cut = policy.cut(text);
      int bytes = bytes(text);
      if (bytes <= policy.budgetBytes()) {
        assertThat(cut).as("seed %d", seed).isEqualTo(text);
      } else {
        String mark = cut.replaceFirst("(?s)^.*(…\\d+ (chars|tokens) truncated…).*$", "$1");
        assertThat(bytes(cut) - bytes(mark))
            .as("seed %d: %s", seed, text)
            .isLessThanOrEqualTo((int) policy.budgetBytes());
        int at = cut.indexOf(mark);
        assertThat(text)
            .startsWith(cut.substring(0, at))
            .endsWith(cut.substring(at + mark.length()));
      }
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static List<JsonNode> cases(String group) {
    return Cases.list(Cases.read("truncation.json").path(group).path("cases"));
  }
}
