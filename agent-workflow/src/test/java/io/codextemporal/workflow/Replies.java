package io.codextemporal.workflow;

import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.ItemView;
import io.codextemporal.conversation.ModelReply;
import io.codextemporal.policy.GrantKey;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome;
import io.codextemporal.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What models and tools of tests answer, and what tests look for in conversations. */
final class Replies {
  static final TokenUsage USAGE = new TokenUsage(10, 4, 2, 1);

  static ModelReply text(String text) {
    return new ModelReply.Answered(List.of(message(text)), List.of(), USAGE, false);
  }

  /** Asks for tool calls; a line of arguments each. */
  static ModelReply calls(ToolCall... calls) {
    List<ConversationItem> items = new ArrayList<>();
    for (ToolCall call : calls) {
      items.add(
          item(
              Map.of(
                  "type", "function_call",
                  "call_id", call.id().value(),
                  "name", call.name(),
                  "arguments", call.arguments())));
    }
    return new ModelReply.Answered(items, List.of(calls), USAGE, false);
  }

  static ToolCall call(String id, String command) {
    return new ToolCall(
        new CallId(id), "exec_command", "{\"cmd\":\"" + command + "\"}", false, RetryClass.EFFECTS);
  }

  static ToolOutcome ran(String output) {
    return new ToolOutcome.Completed(output, 0, true, 0, 1, null, null);
  }

  static ToolOutcome asks(String command, String digest) {
    return new ToolOutcome.NeedsApproval(
        new Ask.Command(List.of("bash", "-lc", command), command, null),
        "/work",
        "`" + command + "` requires approval by policy",
        digest);
  }

  /** The key under which a grant for the session is kept. */
  static String key(ToolOutcome asks) {
    ToolOutcome.NeedsApproval needs = (ToolOutcome.NeedsApproval) asks;
    return GrantKey.same(needs.ask(), needs.cwd());
  }

  /** The texts of the user's messages in a request. */
  static List<String> userTexts(List<ConversationItem> items) {
    return items.stream()
        .map(ItemView::of)
        .filter(ItemView.Message.class::isInstance)
        .map(ItemView.Message.class::cast)
        .filter(message -> message.role().equals("user"))
        .map(ItemView.Message::text)
        .toList();
  }

  /** The outputs of tool calls in a request. */
  static List<String> outputs(List<ConversationItem> items) {
    return items.stream()
        .map(ItemView::of)
        .filter(ItemView.FunctionCallOutput.class::isInstance)
        .map(item -> ((ItemView.FunctionCallOutput) item).output())
        .toList();
  }

  static List<String> callIds(List<ConversationItem> items) {
    return items.stream()
        .map(ItemView::of)
        .filter(ItemView.FunctionCall.class::isInstance)
        .map(item -> ((ItemView.FunctionCall) item).callId())
        .toList();
  }

  static List<String> outputIds(List<ConversationItem> items) {
    return items.stream()
        .map(ItemView::of)
        .filter(ItemView.FunctionCallOutput.class::isInstance)
        .map(item -> ((ItemView.FunctionCallOutput) item).callId())
        .toList();
  }

  private static ConversationItem message(String text) {
    return item(
        Map.of(
            "type", "message",
            "role", "assistant",
            "content", List.of(Map.of("type", "output_text", "text", text))));
  }

  private static ConversationItem item(Map<String, ?> fields) {
    try {
      return new ConversationItem(WireJson.mapper().writeValueAsString(fields));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Replies() {}
}
