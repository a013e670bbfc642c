package io.codextemporal.activities.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What people watch is told apart while it is written: patches grow, looks at the web begin and
 * end.
 */
class PatchStreamTest {
  private final List<String> wrote = new ArrayList<>();
  private final AnswerCollector collector =
      new AnswerCollector((channel, item, text) -> wrote.add(channel + " " + item + " " + text));

  @ParameterizedTest
  @CsvSource({
    "custom_tool_call,response.custom_tool_call_input.delta",
    "function_call,response.function_call_arguments.delta"
  })
  void inEitherForm(String kind, String delta) throws Exception {
    take(
        """
        {"type":"response.output_item.added","item":{"id":"i1","type":"%s","name":"apply_patch"}}\
        """
            .formatted(kind));
    take(
        """
        {"type":"%s","item_id":"i1","delta":"*** Begin"}\
        """
            .formatted(delta));
    assertThat(wrote).containsExactly("patch i1 *** Begin");
  }

  @Test
  void otherCallsAreNotShownAsPatches() throws Exception {
    take(
        """
        {"type":"response.output_item.added","item":{"id":"i1","name":"exec_command"}}\
        """);
    take(
        """
        {"type":"response.function_call_arguments.delta","item_id":"i1","delta":"{"}\
        """);
    take(
        """
        {"type":"response.function_call_arguments.delta","delta":"{"}\
        """);
    assertThat(wrote).containsExactly("arguments i1 {", "arguments  {");
  }

  @Test
  void aLookAtTheWebIsToldWhenItBeginsAndWhenItEnds() throws Exception {
    take(
        """
        {"type":"response.output_item.added","item":{"id":"ws_1","type":"web_search_call","status":"in_progress"}}\
        """);
    assertThat(wrote).containsExactly("search ws_1 begun\n");
    take(
        """
        {"type":"response.output_item.done","item":{"id":"ws_1","type":"web_search_call","status":"completed","action":{"type":"search","query":"q"}}}\
        """);
    assertThat(wrote).last().isEqualTo("search ws_1 {\"type\":\"search\",\"query\":\"q\"}\n");
  }

  private void take(String event) throws Exception {
    collector.take(new ObjectMapper().readTree(event));
  }
}
