package io.codextemporal.activities.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatchParserTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<JsonNode> parses() {
    return PatchCases.of("parse");
  }

  @ParameterizedTest
  @MethodSource("parses")
  void parsesOrSaysWhy(JsonNode fact) throws PatchException {
    String patch = fact.path("patch").asText();
    if (!fact.has("error")) {
      assertThat(json(PatchParser.parse(patch))).isEqualTo(fact.path("hunks"));
      return;
    }
    String said = catchThrowableOfType(PatchException.class, () -> PatchParser.parse(patch)).what();
    JsonNode error = fact.path("error");
    if (error.has("line")) {
      assertThat(said).startsWith("Invalid patch hunk on line " + error.path("line") + ": ");
    }
    assertThat(said)
        .contains(error.path(error.has("message") ? "message" : "message_contains").asText());
  }

  static Stream<JsonNode> heredocs() {
    return PatchCases.of("parse_lenient_heredoc");
  }

  @ParameterizedTest
  @MethodSource("heredocs")
  void unwrapsHereDocuments(JsonNode fact) throws PatchException {
    String patch = fact.path("patch").asText();
    if (fact.has("lenient_hunks")) {
      assertThat(json(PatchParser.parse(patch))).isEqualTo(fact.path("lenient_hunks"));
    } else {
      assertThat(catchThrowableOfType(PatchException.class, () -> PatchParser.parse(patch)).what())
          .isEqualTo("Invalid patch: " + fact.path("lenient_error").asText());
    }
  }

  static Stream<JsonNode> chunks() {
    return PatchCases.of("parse_update_chunk");
  }

  @ParameterizedTest
  @MethodSource("chunks")
  void readsOneChunk(JsonNode fact) throws PatchException {
    PatchParser.ChunkReader reader =
        new PatchParser.ChunkReader(
            PatchCases.strings(fact.path("lines")), fact.path("line_number").asInt());
    boolean lenient = fact.path("allow_missing_context").asBoolean();
    if (fact.has("error")) {
      assertThat(catchThrowableOfType(PatchException.class, () -> reader.read(lenient)).what())
          .isEqualTo(
              "Invalid patch hunk on line "
                  + fact.path("error").path("line")
                  + ": "
                  + fact.path("error").path("message").asText());
      return;
    }
    assertThat(json(reader.read(lenient))).isEqualTo(fact.path("chunk"));
    assertThat(reader.consumed()).isEqualTo(fact.path("consumed").asInt());
  }

  static Stream<JsonNode> searches() {
    return PatchCases.of("seek_sequence");
  }

  @ParameterizedTest
  @MethodSource("searches")
  void findsLines(JsonNode fact) {
    LineSearch search = new LineSearch(PatchCases.strings(fact.path("lines")));
    List<String> wanted = PatchCases.strings(fact.path("pattern"));
    int start = fact.path("start").asInt();
    OptionalInt found =
        fact.path("eof").asBoolean() ? search.findAtEnd(wanted, start) : search.find(wanted, start);
    assertThat(found)
        .isEqualTo(
            fact.path("index").isNull()
                ? OptionalInt.empty()
                : OptionalInt.of(fact.path("index").asInt()));
  }

  static Stream<JsonNode> plainTexts() {
    return PatchCases.of("normalise");
  }

  @ParameterizedTest
  @MethodSource("plainTexts")
  void makesTypographyPlain(JsonNode fact) {
    assertThat(LineSearch.normalise(fact.path("in").asText())).isEqualTo(fact.path("out").asText());
  }

  static Stream<JsonNode> invocations() {
    return PatchCases.of("invocation");
  }

  @ParameterizedTest
  @MethodSource("invocations")
  void knowsAPatchThatWasTypedIntoAShell(JsonNode fact) throws PatchException {
    List<String> argv = PatchCases.strings(fact.path("argv"));
    PatchInvocation found = PatchInvocation.of(argv).orElse(null);
    switch (fact.path("result").asText()) {
      case "match" -> {
        assertThat(found).isNotNull();
        assertThat(found.folder()).isEqualTo(fact.path("workdir").textValue());
        assertThat(PatchParser.parse(found.patch())).hasSize(1);
      }
      case "implicit_invocation_error" -> {
        assertThat(found).isNull();
        assertThat(PatchInvocation.isBarePatch(argv)).isTrue();
      }
      default -> {
        assertThat(found).isNull();
        assertThat(PatchInvocation.isBarePatch(argv)).isFalse();
      }
    }
  }

  static Stream<JsonNode> diffs() {
    return PatchCases.of("unified_diff");
  }

  @ParameterizedTest
  @MethodSource("diffs")
  void showsWhatChanged(JsonNode fact) throws PatchException {
    TextLines file = TextLines.of(fact.path("input").asText());
    Hunk.Update update = (Hunk.Update) PatchParser.parse(fact.path("patch").asText()).getFirst();
    Chunks.Fitted fitted = Chunks.fit("F", file, update.chunks());
    assertThat(fitted.result().whole()).isEqualTo(fact.path("content").asText());
    assertThat(UnifiedDiff.of(file, fitted.edits(), 1))
        .isEqualTo(fact.path("unified_diff").asText());
  }

  @Test
  void linesOfThePatchMayEndLikeWindows() throws PatchException {
    assertThat(PatchParser.parse("*** Begin Patch\r\n*** Add File: a\r\n+x\r\n*** End Patch\r\n"))
        .containsExactly(new Hunk.Add("a", "x\n"));
  }

  private static JsonNode json(List<Hunk> hunks) {
    ArrayNode list = JSON.createArrayNode();
    for (Hunk hunk : hunks) {
      ObjectNode one = list.addObject();
      switch (hunk) {
        case Hunk.Add add ->
            one.put("type", "add").put("path", add.path()).put("contents", add.contents());
        case Hunk.Delete delete -> one.put("type", "delete").put("path", delete.path());
        case Hunk.Update update -> {
          one.put("type", "update").put("path", update.path()).put("move_path", update.moveTo());
          ArrayNode chunks = one.putArray("chunks");
          update.chunks().forEach(chunk -> chunks.add(json(chunk)));
        }
      }
    }
    return list;
  }

  private static ObjectNode json(Chunk chunk) {
    ObjectNode one = JSON.createObjectNode();
    one.put("change_context", chunk.context());
    chunk.oldLines().forEach(one.putArray("old_lines")::add);
    chunk.newLines().forEach(one.putArray("new_lines")::add);
    one.put("is_end_of_file", chunk.endOfFile());
    return one;
  }
}
