package io.codextemporal.worker.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.codextemporal.activities.scripted.SentRequest;
import io.codextemporal.protocol.AgentEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** I7, as the provider sees it: in every request each call has exactly one output, in order. */
final class RequestInvariants {
  static void check(SessionEvidence evidence, Violations violations) {
    for (SentRequest request : evidence.requests()) {
      pairs(request, violations);
    }
    boolean mended =
        evidence.told(AgentEvent.Warning.class).stream()
            .anyMatch(warning -> warning.message().startsWith("The provider refused the request;"));
    if (!mended) {
      prefixesAreStable(evidence.requests(), violations);
    }
  }

  private static void pairs(SentRequest request, Violations violations) {
    Map<String, String> open = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (JsonNode item : request.input()) {
      String type = item.path("type").asText();
      String call = item.path("call_id").asText();
      switch (type) {
        case "function_call", "custom_tool_call" -> {
          violations.unless(
              !call.isBlank() && seen.add(call),
              "I7",
              where(request) + "call '" + call + "' twice");
          open.put(call, type + "_output");
        }
        case "function_call_output", "custom_tool_call_output" ->
            violations.unless(
                type.equals(open.remove(call)),
                "I7",
                where(request) + "an output answers no open call of its kind: '" + call + "'");
        default -> {}
      }
    }
    violations.unless(
        open.isEmpty(), "I7", where(request) + "calls without an output: " + open.keySet());
  }

  /** Each request begins with all of the one before: nothing is lost, and caches hit. */
  private static void prefixesAreStable(List<SentRequest> requests, Violations violations) {
    for (int i = 1; i < requests.size(); i++) {
      List<JsonNode> before = requests.get(i - 1).input();
      List<JsonNode> now = requests.get(i).input();
      boolean grown = now.size() >= before.size() && now.subList(0, before.size()).equals(before);
      violations.unless(
          grown, "I7", where(requests.get(i)) + "it does not begin with the request before");
    }
  }

  private static String where(SentRequest request) {
    return "request " + request.number() + ": ";
  }

  private RequestInvariants() {}
}
