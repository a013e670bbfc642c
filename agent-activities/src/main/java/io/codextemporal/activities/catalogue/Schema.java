package io.codextemporal.activities.catalogue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/**
 * Builds the JSON schema of a tool's arguments; texts come from the tool's {@link TextResource},
 * where a member of a member is named {@code outer.inner}.
 */
final class Schema {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TextResource text;
  private final String path;
  private final ObjectNode properties = JSON.createObjectNode();
  private final ArrayNode required = JSON.createArrayNode();

  private Schema(TextResource text, String path) {
    this.text = text;
    this.path = path;
  }

  static Schema of(TextResource text) {
    return new Schema(text, "");
  }

  Schema string(String name) {
    return plain(name, "string");
  }

  Schema number(String name) {
    return plain(name, "number");
  }

  Schema flag(String name) {
    return plain(name, "boolean");
  }

  Schema choice(String name, String... values) {
    ArrayNode choices = property(name, "string").putArray("enum");
    for (String value : values) {
      choices.add(value);
    }
    return this;
  }

  Schema strings(String name) {
    property(name, "array").putObject("items").put("type", "string");
    return this;
  }

  /** A list of objects with these members. */
  Schema objects(String name, Consumer<Schema> members) {
    Schema inner = new Schema(text, path + name + ".");
    members.accept(inner);
    property(name, "array").set("items", inner.object());
    return this;
  }

  /** An object with these members. */
  Schema object(String name, Consumer<Schema> members) {
    Schema inner = new Schema(text, path + name + ".");
    members.accept(inner);
    ObjectNode object = inner.object();
    object.put("description", flowing(text.section(path + name)));
    properties.set(name, object);
    return this;
  }

  /** The members the model must give. */
  Schema require(String... names) {
    for (String name : names) {
      required.add(name);
    }
    return this;
  }

  String json() {
    return object().toString();
  }

  private ObjectNode object() {
    ObjectNode object = JSON.createObjectNode().put("type", "object");
    object.set("properties", properties);
    object.set("required", required);
    object.put("additionalProperties", false);
    return object;
  }

  private Schema plain(String name, String type) {
    property(name, type);
    return this;
  }

  /** A description is one line, however its resource is broken into lines. */
  private static String flowing(String section) {
    return section.replaceAll("\\s*\\n\\s*", " ");
  }

  private ObjectNode property(String name, String type) {
    return properties
        .putObject(name)
        .put("type", type)
        .put("description", flowing(text.section(path + name)));
  }
}
