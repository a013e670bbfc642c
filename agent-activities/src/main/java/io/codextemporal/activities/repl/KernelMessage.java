package io.codextemporal.activities.repl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/**
 * What a kernel says, a line each. The code it runs can say any of it too: nothing here is to be
 * believed beyond what that code may do anyway.
 */
sealed interface KernelMessage {
  record Ready() implements KernelMessage {}

  record Out(String text) implements KernelMessage {}

  /** The cell asks for a tool; {@code arguments} is what the tool takes as its arguments. */
  record Call(long id, String name, String arguments) implements KernelMessage {}

  /** An image's bytes, in base64. */
  record Image(String data) implements KernelMessage {}

  record Done(int cell, boolean ok) implements KernelMessage {}

  ObjectMapper JSON = new ObjectMapper();

  static KernelMessage parse(String line) throws IOException {
    JsonNode json = JSON.readTree(line);
    return switch (json == null ? "" : json.path("t").asText()) {
      case "ready" -> new Ready();
      case "out" -> new Out(json.path("text").asText());
      case "call" ->
          new Call(
              json.path("id").asLong(), json.path("name").asText(), json.path("args").asText());
      case "image" -> new Image(json.path("data").asText());
      case "done" -> new Done(json.path("cell").asInt(), json.path("ok").asBoolean());
      default -> throw new IOException("no message of a kernel");
    };
  }

  /** The order to evaluate a cell. */
  static String run(int cell, String code) {
    return written(JSON.createObjectNode().put("t", "run").put("cell", cell).put("code", code));
  }

  /** The answer to a {@link Call}. */
  static String result(long id, Answer answer) {
    var json = JSON.createObjectNode().put("t", "result").put("id", id).put("ok", answer.ok());
    json.put("success", answer.success()).put("output", answer.output());
    answer.images().forEach(json.putArray("images")::add);
    return written(json);
  }

  /**
   * What a tool call of a cell brought.
   *
   * @param ok false when the tool was not run; {@code output} says why
   */
  record Answer(boolean ok, boolean success, String output, List<String> images) {
    static Answer refused(String why) {
      return new Answer(false, false, why, List.of());
    }
  }

  private static String written(JsonNode json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of text always has a JSON form", e);
    }
  }
}
