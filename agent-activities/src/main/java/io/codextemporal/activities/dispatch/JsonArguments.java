package io.codextemporal.activities.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function call's arguments: a JSON object whose members are asked for by name and type. */
public record JsonArguments(JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static JsonArguments parse(String arguments) throws BadArgumentsException {
    try {
      JsonNode json = JSON.readTree(arguments);
      if (json == null || !json.isObject()) {
        throw new BadArgumentsException("they must be one JSON object");
      }
      return new JsonArguments(json);
    } catch (JsonProcessingException e) {
      throw new BadArgumentsException(
          e.getOriginalMessage()
              + " at line "
              + e.getLocation().getLineNr()
              + " column "
              + e.getLocation().getColumnNr());
    }
  }

  public String requiredText(String name) throws BadArgumentsException {
    String text = text(name);
    if (text == null) {
      throw new BadArgumentsException("missing field `" + name + "`");
    }
    return text;
  }

  public String text(String name, String otherwise) throws BadArgumentsException {
    String text = text(name);
    return text == null ? otherwise : text;
  }

  public @Nullable String text(String name) throws BadArgumentsException {
    JsonNode value = json.path(name);
    if (absent(value)) {
      return null;
    }
    if (!value.isTextual()) {
      throw wrongType(name, value, "a string");
    }
    if (value.textValue().indexOf('\0') >= 0) {
      throw new BadArgumentsException("`" + name + "` holds a NUL character");
    }
    return value.textValue();
  }

  /** One of the choices; the first when none is given. */
  public String choice(String name, String... choices) throws BadArgumentsException {
    String text = text(name, choices[0]);
    if (!List.of(choices).contains(text)) {
      throw new BadArgumentsException(
          "unknown variant `"
              + text
              + "` of `"
              + name
              + "`, expected `"
              + String.join("` or `", choices)
              + "`");
    }
    return text;
  }

  public boolean flag(String name, boolean otherwise) throws BadArgumentsException {
    JsonNode value = json.path(name);
    if (absent(value)) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw wrongType(name, value, "a boolean");
    }
    return value.booleanValue();
  }

  public int number(String name, int otherwise) throws BadArgumentsException {
    JsonNode value = json.path(name);
    if (absent(value)) {
      return otherwise;
    }
    if (!value.isNumber() || value.doubleValue() < 0) {
      throw wrongType(name, value, "a number of at least 0");
    }
    return (int) Math.min(Integer.MAX_VALUE, value.doubleValue());
  }

  /** A list of texts; empty when none is given. */
  public List<String> texts(String name) throws BadArgumentsException {
    JsonNode value = json.path(name);
    if (absent(value)) {
      return List.of();
    }
    if (!value.isArray()) {
      throw wrongType(name, value, "a list of strings");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : value) {
      if (!one.isTextual()) {
        throw wrongType(name, value, "a list of strings");
      }
      texts.add(one.textValue());
    }
    return texts;
  }

  /** An object of further arguments; an empty one when none is given. */
  public JsonArguments object(String name) throws BadArgumentsException {
    JsonNode value = json.path(name);
    if (absent(value)) {
      return new JsonArguments(JSON.createObjectNode());
    }
    if (!value.isObject()) {
      throw wrongType(name, value, "an object");
    }
    return new JsonArguments(value);
  }

  private static boolean absent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static BadArgumentsException wrongType(String name, JsonNode value, String expected) {
    return new BadArgumentsException(
        "invalid type for `" + name + "`: " + value + ", expected " + expected);
  }
}
