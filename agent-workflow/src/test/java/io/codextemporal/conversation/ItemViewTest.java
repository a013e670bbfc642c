package io.codextemporal.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ItemViewTest {
  static Stream<Arguments> items() {
    return Stream.of(
        Arguments.of(
            "{'type':'message','id':'m','role':'assistant','content':[{'type':'output_text',"
                + "'text':'a'},{'type':'refusal','refusal':'b'},{'type':'new'}]}",
            new ItemView.Message("m", "assistant", "ab")),
        Arguments.of(
            "{'type':'message','role':'user','content':'plain'}",
            new ItemView.Message("", "user", "plain")),
        Arguments.of(
            "{'role':'user','content':'no type'}", new ItemView.Message("", "user", "no type")),
        Arguments.of(
            "{'type':'reasoning','id':'r','summary':[{'type':'summary_text','text':'a'},"
                + "{'type':'summary_text','text':'b'}],'encrypted_content':'x'}",
            new ItemView.Reasoning("r", "a\n\nb")),
        Arguments.of(
            "{'type':'function_call','id':'f','call_id':'c','name':'n','arguments':'{'}",
            new ItemView.FunctionCall("f", "c", "n", "{")),
        Arguments.of(
            "{'type':'custom_tool_call','call_id':'c','name':'n','input':'i'}",
            new ItemView.CustomToolCall("", "c", "n", "i")),
        Arguments.of(
            "{'type':'function_call_output','call_id':'c','output':'o'}",
            new ItemView.FunctionCallOutput("c", "o")),
        Arguments.of(
            "{'type':'function_call_output','call_id':'c','output':[{'type':'input_text',"
                + "'text':'a'},{'type':'input_image'},{'type':'input_text','text':'b'}]}",
            new ItemView.FunctionCallOutput("c", "a\nb")),
        Arguments.of(
            "{'type':'custom_tool_call_output','call_id':'c','output':'o'}",
            new ItemView.CustomToolCallOutput("c", "o")),
        Arguments.of(
            "{'type':'web_search_call','id':'ws_1','status':'completed','action':{'type':'search','query':'q'}}",
            new ItemView.WebSearchCall(
                "ws_1", "completed", "{\"type\":\"search\",\"query\":\"q\"}")),
        Arguments.of("{'type':'web_search_call'}", new ItemView.WebSearchCall("", "", "{}")),
        Arguments.of("{}", new ItemView.Other("")),
        Arguments.of("[]", new ItemView.Other("")),
        Arguments.of("", new ItemView.Other("")),
        Arguments.of("{'type':", new ItemView.Other("")),
        Arguments.of("null", new ItemView.Other("")));
  }

  @ParameterizedTest
  @MethodSource("items")
  void seesWhatThereIsAndNeverFails(String json, ItemView view) {
    assertThat(ItemView.of(new ConversationItem(json.replace('\'', '"')))).isEqualTo(view);
  }
}
