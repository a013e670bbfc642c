package io.codextemporal.tui.update;

import com.fasterxml.jackson.databind.JsonNode;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.tui.model.Model;
import io.codextemporal.wire.WireJson;

/** Every setting of the session, a line each. Settings hold no secret. */
final class SettingsText {
  static String of(Model model) {
    SessionSettings settings = model.session().place().settings();
    if (settings == null) {
      return "The configuration is not read yet.";
    }
    StringBuilder text = new StringBuilder();
    lines("", WireJson.mapper().valueToTree(settings), text);
    return text.toString();
  }

  private static void lines(String name, JsonNode node, StringBuilder text) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(entry ->
              lines(
                  name.isEmpty() ? entry.getKey() : name + "." + entry.getKey(),
                  entry.getValue(),
                  text));
    } else {
      text.append(name).append(" = ").append(node.isNull() ? "(default)" : node).append('\n');
    }
  }

  private SettingsText() {}
}
