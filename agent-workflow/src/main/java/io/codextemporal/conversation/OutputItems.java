package io.codextemporal.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.UserImage;
import io.codextemporal.tool.ToolCall;
import java.util.List;

/**
 * The one place where items of our own making get their JSON: what people say and what tools
 * answer.
 *
 * <p>The same arguments give the same text on every machine, so a worker and a session agree on an
 * item's digest without sending it. Keys stand in a fixed order; half a surrogate pair becomes
 * U+FFFD, since it could not be sent.
 */
public final class OutputItems {
  /** The output of a call that had not started when its turn ended. */
  public static final String ABORTED = "aborted";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String TURN_ABORTED =
      """
      <turn_aborted>
      The user interrupted the turn on purpose. Commands that were running have been stopped and may \
      have done part of their work: look before you repeat one, and do not go on with the \
      interrupted work unless you are asked to.
      </turn_aborted>\
      """;

  /** The words of a person, or words to the model in a person's place. */
  public static ConversationItem userMessage(String text) {
    return message("user", text);
  }

  /**
   * The words of a person after the images they speak of; those are named as {@link ImageReference}
   * does and filled in when a request is made.
   */
  public static ConversationItem userMessage(String text, List<UserImage> images) {
    if (images.isEmpty()) {
      return userMessage(text);
    }
    ObjectNode item = JSON.createObjectNode();
    item.put("type", "message").put("role", "user");
    ArrayNode parts = item.putArray("content");
    images.forEach(image ->
        parts
            .addObject()
            .put("type", "input_image")
            .put("image_url", wellFormed(ImageReference.of(image).url())));
    if (!text.isBlank()) {
      parts.addObject().put("type", "input_text").put("text", wellFormed(text));
    }
    return written(item);
  }

  /** Words of this program: instructions, permissions. */
  public static ConversationItem developerMessage(String text) {
    return message("developer", text);
  }

  /** The one output of a call, in the form that its kind wants. */
  public static ConversationItem output(ToolCall call, String output) {
    return output(call.id(), call.custom(), output);
  }

  /** The one output of a call: a text, and images after it. */
  public static ConversationItem output(ToolCall call, String output, List<String> images) {
    if (images.isEmpty()) {
      return output(call, output);
    }
    ObjectNode item = JSON.createObjectNode();
    item.put("type", call.custom() ? "custom_tool_call_output" : "function_call_output");
    item.put("call_id", call.id().value());
    ArrayNode parts = item.putArray("output");
    if (!output.isEmpty()) {
      parts.addObject().put("type", "input_text").put("text", wellFormed(output));
    }
    images.forEach(url -> parts.addObject().put("type", "input_image").put("image_url", url));
    return written(item);
  }

  public static ConversationItem output(CallId call, boolean custom, String output) {
    ObjectNode item = JSON.createObjectNode();
    item.put("type", custom ? "custom_tool_call_output" : "function_call_output");
    item.put("call_id", call.value());
    item.put("output", wellFormed(output));
    return written(item);
  }

  /** Tells the model, as the last item of a turn, that the user ended it on purpose. */
  public static ConversationItem turnAborted() {
    return userMessage(TURN_ABORTED);
  }

  /** Tells the model of a command that the user ran. */
  public static ConversationItem userCommand(String command, String output) {
    return userMessage(
        "<user_command>\n<command>\n"
            + command
            + "\n</command>\n<output>\n"
            + output
            + "\n</output>\n</user_command>");
  }

  /** Tells the model what became of a command that was left running. */
  public static ConversationItem terminal(String words) {
    return userMessage("<background_terminal>\n" + words + "\n</background_terminal>");
  }

  /** The same item of a call under another call id; one that is no JSON object stays as it is. */
  public static ConversationItem renamed(ConversationItem call, CallId id) {
    try {
      return JSON.readTree(call.json()) instanceof ObjectNode item
          ? written(item.put("call_id", id.value()))
          : call;
    } catch (JsonProcessingException e) {
      return call;
    }
  }

  private static ConversationItem message(String role, String text) {
    ObjectNode item = JSON.createObjectNode();
    item.put("type", "message");
    item.put("role", role);
    item.putArray("content").addObject().put("type", "input_text").put("text", wellFormed(text));
    return written(item);
  }

  private static ConversationItem written(ObjectNode item) {
    try {
      return new ConversationItem(JSON.writeValueAsString(item));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of text always has a JSON form", e);
    }
  }

  private static String wellFormed(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
        continue;
      }
      repaired = repaired == null ? new StringBuilder(text) : repaired;
      repaired.setCharAt(i, '\uFFFD');
    }
    return repaired == null ? text : repaired.toString();
  }

  private OutputItems() {}
}
