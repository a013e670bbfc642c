package io.codextemporal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.codextemporal.wire.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page that others write clients by says what the code does. */
class ProtocolPageTest {
  private final String page = read(Path.of("../docs/protocol.md"));

  @Test
  void namesEveryKindOfMessage() {
    for (Class<?> union : List.of(Op.class, AgentEvent.class, Ask.class, ApprovalDecision.class)) {
      for (JsonSubTypes.Type kind : union.getAnnotation(JsonSubTypes.class).value()) {
        assertThat(page).as("docs/protocol.md names %s", kind.name()).contains(kind.name());
      }
    }
    for (ErrorKind kind : ErrorKind.values()) {
      assertThat(page).contains(kind.name());
    }
    assertThat(page)
        .contains(
            MessageNames.WORKFLOW_TYPE,
            MessageNames.ATTRIBUTE_FOLDER,
            MessageNames.ATTRIBUTE_STATUS,
            MessageNames.queue("HOST"));
  }

  @Test
  void itsOpsAreUnderstood() throws IOException {
    List<String> examples = examples("op");
    for (String json : examples) {
      Op op = WireJson.mapper().readValue(json, Op.class);
      assertThat(op).as(json).isNotInstanceOf(Op.Unknown.class);
      assertThat(WireJson.mapper().readTree(WireJson.mapper().writeValueAsString(op)))
          .isEqualTo(WireJson.mapper().readTree(json));
    }
    assertThat(examples.stream().map(json -> json.split("\"", 5)[3]).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Op.class.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::name)
                .toList());
  }

  @Test
  void itsEventsAreUnderstood() throws IOException {
    assertThat(examples("event")).hasSizeGreaterThan(4);
    for (String json : examples("event")) {
      AgentEvent event = WireJson.mapper().readValue(json, AgentEvent.class);
      assertThat(event).as(json).isNotInstanceOf(AgentEvent.Unknown.class);
      assertThat(WireJson.mapper().readTree(WireJson.mapper().writeValueAsString(event)))
          .isEqualTo(WireJson.mapper().readTree(json));
    }
  }

  @Test
  void itsStartAndItsBeatAreUnderstood() throws IOException {
    String start = String.join("", examples("start"));
    SessionStart read = WireJson.mapper().readValue(start, SessionStart.class);
    assertThat(read.settings().limits()).isEqualTo(SessionLimits.DEFAULT);
    assertThat(WireJson.mapper().readTree(WireJson.mapper().writeValueAsString(read)))
        .isEqualTo(WireJson.mapper().readTree(start));
    assertThat(examples("beat")).isNotEmpty();
    for (String json : examples("beat")) {
      StreamBeat beat = WireJson.mapper().readValue(json, StreamBeat.class);
      assertThat(beat.tails()).isNotEmpty();
    }
  }

  private List<String> examples(String kind) {
    return Pattern.compile("```json " + kind + "\n(.*?)```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map((MatchResult block) -> block.group(1))
        .flatMap(String::lines)
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError("the tests run in their module's folder", e);
    }
  }
}
