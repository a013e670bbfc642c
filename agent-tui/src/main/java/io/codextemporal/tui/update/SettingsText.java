package io.codextemporal.tui.update;

import com.fasterxml.jackson.databind.JsonNode;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.tui.model.Model;
import io.codextemporal.wire.WireJson;

/** What the shown session works under, a line each. Settings hold no secret. */
final class SettingsText {
  /** Empty while there is no session. */
  static String of(Model model) {
    SessionSettings settings = model.session().place().settings();
    if (settings == null || model.session().place().session() == null) {
      return "";
    }
    StringBuilder text = new StringBuilder("This session works under:\n\n");
    lines("", WireJson.mapper().valueToTree(settings), text);
    return text.append("\nA session begun now would work under:\n\n").toString();
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
