package io.codextemporal.loop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.ItemView;
import io.codextemporal.conversation.ModelReply;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Answers as a worker would give them. */
final class Replies {
  static final TokenUsage USAGE = new TokenUsage(100, 80, 10, 3);

  private static final Set<String> LOOP_TOOLS = Set.of("update_plan", "request_user_input");

  static ModelReply answer(ConversationItem... items) {
    return answer(false, items);
  }

  static ModelReply cut(ConversationItem... items) {
    return answer(true, items);
  }

  private static ModelReply answer(boolean cut, ConversationItem... items) {
    List<ToolCall> calls = new ArrayList<>();
    for (ConversationItem item : items) {
      switch (ItemView.of(item)) {
        case ItemView.FunctionCall c -> calls.add(call(c.callId(), c.name(), c.arguments(), false));
        case ItemView.CustomToolCall c -> calls.add(call(c.callId(), c.name(), c.input(), true));
        default -> {}
      }
    }
    return new ModelReply.Answered(List.of(items), calls, USAGE, cut);
  }

  static ToolCall call(String id, String name, String arguments, boolean custom) {
    RetryClass retryClass = LOOP_TOOLS.contains(name) ? RetryClass.IN_LOOP : RetryClass.EFFECTS;
    return new ToolCall(new CallId(id), name, arguments, custom, retryClass);
  }

  static ConversationItem says(String text) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put("type", "message").put("id", "msg_1").put("role", "assistant");
    item.putArray("content").addObject().put("type", "output_text").put("text", text);
    return new ConversationItem(item.toString());
  }

  static ConversationItem thinks(String summary) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put("type", "reasoning").put("id", "rs_1");
    item.putArray("summary").addObject().put("type", "summary_text").put("text", summary);
    item.put("encrypted_content", "sealed");
    return new ConversationItem(item.toString());
  }

  static ConversationItem calls(String id, String name, String arguments) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put("type", "function_call").put("id", "fc_" + id).put("call_id", id);
    item.put("name", name).put("arguments", arguments);
    return new ConversationItem(item.toString());
  }

  static ConversationItem runs(String id, String command) {
    return calls(
        id, "exec_command", JsonNodeFactory.instance.objectNode().put("cmd", command).toString());
  }

  static ConversationItem patches(String id, String input) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put("type", "custom_tool_call").put("id", "ctc_" + id).put("call_id", id);
    item.put("name", "apply_patch").put("input", input);
    return new ConversationItem(item.toString());
  }

  private Replies() {}
}
