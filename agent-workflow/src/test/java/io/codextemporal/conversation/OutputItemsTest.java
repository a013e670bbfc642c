package io.codextemporal.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.CallId;
import org.junit.jupiter.api.Test;

class OutputItemsTest {
  @Test
  void writesTheSameTextEverywhere() {
    assertThat(OutputItems.userMessage("say \"hi\"\n").json())
        .isEqualTo(
            "{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\","
                + "\"text\":\"say \\\"hi\\\"\\n\"}]}");
    assertThat(OutputItems.output(new CallId("a"), false, "x").json())
        .isEqualTo("{\"type\":\"function_call_output\",\"call_id\":\"a\",\"output\":\"x\"}");
    assertThat(OutputItems.output(new CallId("a"), true, "ü").json())
        .isEqualTo("{\"type\":\"custom_tool_call_output\",\"call_id\":\"a\",\"output\":\"ü\"}");
  }

  @Test
  void namesAnItemByItsJson() {
    assertThat(new ConversationItem("{}").digest())
        .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  }

  @Test
  void halfAPairIsReplacedAndAWholeOneKept() {
    assertThat(OutputItems.userMessage("a\uD83Db😀c\uDE00").json()).contains("a\uFFFDb😀c\uFFFD");
  }

  @Test
  void renamesACallAndKeepsTheRest() {
    assertThat(
            OutputItems.renamed(
                    new ConversationItem(
                        "{\"type\":\"function_call\",\"call_id\":\"a\",\"x\":[1.5]}"),
                    new CallId("a-2"))
                .json())
        .isEqualTo("{\"type\":\"function_call\",\"call_id\":\"a-2\",\"x\":[1.5]}");
    assertThat(OutputItems.renamed(new ConversationItem("{no"), new CallId("b")).json())
        .isEqualTo("{no");
  }

  @Test
  void theAbortNoteIsAMessageOfTheUser() {
    assertThat(ItemView.of(OutputItems.turnAborted()))
        .isInstanceOfSatisfying(
            ItemView.Message.class,
            message -> {
              assertThat(message.role()).isEqualTo("user");
              assertThat(message.text())
                  .startsWith("<turn_aborted>\n")
                  .endsWith("\n</turn_aborted>")
                  .contains("may have done part");
            });
  }
}
