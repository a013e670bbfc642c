package io.codextemporal.loop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.tool.ToolCall;
import java.util.ArrayList;
import java.util.List;

/** The arguments of a call as an object whose fields are asked for by name and kind. */
record Arguments(JsonNode object) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Arguments of(ToolCall call) throws BadArguments {
    try {
      JsonNode parsed = JSON.readTree(call.arguments());
      return of(parsed == null ? JSON.missingNode() : parsed);
    } catch (JsonProcessingException e) {
      throw new BadArguments(e.getOriginalMessage());
    }
  }

  private static Arguments of(JsonNode node) throws BadArguments {
    if (!node.isObject()) {
      throw new BadArguments("expected a JSON object");
    }
    return new Arguments(node);
  }

  String text(String field) throws BadArguments {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      throw new BadArguments("missing field `" + field + "`");
    }
    if (!value.isTextual()) {
      throw new BadArguments("`" + field + "` must be a string");
    }
    return value.asText();
  }

  String textOr(String field, String otherwise) throws BadArguments {
    return object.hasNonNull(field) ? text(field) : otherwise;
  }

  List<Arguments> objects(String field) throws BadArguments {
    JsonNode value = object.path(field);
    if (value.isMissingNode()) {
      throw new BadArguments("missing field `" + field + "`");
    }
    if (!value.isArray()) {
      throw new BadArguments("`" + field + "` must be an array");
    }
    List<Arguments> objects = new ArrayList<>();
    for (JsonNode element : value) {
      objects.add(of(element));
    }
    return objects;
  }
}
