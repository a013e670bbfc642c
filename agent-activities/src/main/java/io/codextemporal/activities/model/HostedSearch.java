package io.codextemporal.activities.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.protocol.WebSearch;
import java.util.TreeMap;

/** The provider's own web search, as a request names it. Pure. */
final class HostedSearch {
  static ObjectNode json(WebSearch web) {
    ObjectNode tool =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "web_search")
            .put("external_web_access", web.mode() == WebSearch.Mode.LIVE);
    if (!web.allowedDomains().isEmpty()) {
      web.allowedDomains().forEach(tool.putObject("filters").putArray("allowed_domains")::add);
    }
    if (!web.location().isEmpty()) {
      ObjectNode location = tool.putObject("user_location").put("type", "approximate");
      new TreeMap<>(web.location()).forEach(location::put);
    }
    if (web.contextSize() != null) {
      tool.put("search_context_size", web.contextSize());
    }
    return tool;
  }

  private HostedSearch() {}
}
