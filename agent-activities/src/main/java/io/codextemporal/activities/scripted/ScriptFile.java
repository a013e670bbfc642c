package io.codextemporal.activities.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reads a script from JSON into a {@link ScriptedModel}.
 *
 * <pre>
 * {"echo": true, "rules": [{
 *    "when": {"user": "part", "matches": "regex", "outputs": 0, "answers": "call id",
 *             "kind": "turn", "number": 1, "holds": "part of the input"},
 *    "times": 1,
 *    "http": {"status": 429, "code": "…", "message": "…", "headers": {"Retry-After": "5"}},
 *    "silence": true,
 *    "stream": [{"say": "…"}, {"begin": "…"}, {"reason": "…"}, {"exec": "ls", "id": "c1"},
 *               {"call": "update_plan", "id": "c2", "arguments": {…} or "text"},
 *               {"custom": "apply_patch", "id": "c3", "input": "…"}, {"raw": {…}},
 *               {"gate": "name"}, {"pause_ms": 100}, {"ticks": 20}, {"reason_forever": true}],
 *    "pace_ms": 0, "end": "completed",
 *    "usage": {"input": 1, "cached": 0, "output": 1, "reasoning": 0}}]}
 * </pre>
 *
 * Every member of {@code when} must hold; no {@code when} matches all. {@code end} is a name of
 * {@link Ending} in lower case. Without {@code echo} what no rule answers is a 400.
 */
public final class ScriptFile {
  /** Adds the file's rules. Throws IllegalArgumentException for what it does not understand. */
  public static void load(Path file, ScriptedModel model) throws IOException {
    JsonNode root = ReplyJson.JSON.readTree(Files.readString(file));
    root.path("rules").forEach(rule -> add(rule, model));
    if (root.path("echo").asBoolean()) {
      model.otherwise(new EchoScript());
    }
  }

  private static void add(JsonNode rule, ScriptedModel model) {
    model.times(rule.path("times").asInt(Integer.MAX_VALUE), when(rule.path("when")), reply(rule));
  }

  private static Predicate<SentRequest> when(JsonNode conditions) {
    Predicate<SentRequest> all = When.always();
    for (Map.Entry<String, JsonNode> condition : conditions.properties()) {
      all = all.and(condition(condition.getKey(), condition.getValue()));
    }
    return all;
  }

  private static Predicate<SentRequest> condition(String name, JsonNode value) {
    return switch (name) {
      case "user" -> When.userSays(value.asText());
      case "matches" -> When.userMatches(value.asText());
      case "outputs" -> When.outputs(value.asInt());
      case "answers" -> When.answers(value.asText());
      case "kind" -> When.kind(value.asText());
      case "number" -> When.number(value.asInt());
      case "holds" -> When.inputHolds(value.asText());
      default -> throw new IllegalArgumentException("no such condition: " + name);
    };
  }

  private static Reply reply(JsonNode rule) {
    if (rule.path("silence").asBoolean()) {
      return new Reply.Silence();
    }
    if (rule.has("http")) {
      return http(rule.get("http"));
    }
    Reply.Stream stream =
        Reply.stream()
            .pace(Duration.ofMillis(rule.path("pace_ms").asLong()))
            .end(Ending.valueOf(rule.path("end").asText("completed").toUpperCase(Locale.ROOT)));
    for (JsonNode part : rule.path("stream")) {
      stream = stream.then(part(part));
    }
    JsonNode usage = rule.path("usage");
    return usage.isMissingNode()
        ? stream
        : stream.usage(
            usage.path("input").asLong(),
            usage.path("cached").asLong(),
            usage.path("output").asLong(),
            usage.path("reasoning").asLong());
  }

  private static Reply http(JsonNode http) {
    Map<String, String> headers = new HashMap<>();
    http.path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    String code = http.path("code").asText("scripted");
    String body = ReplyJson.error(code, http.path("message").asText("as the script says"));
    return new Reply.Http(http.path("status").asInt(500), headers, body);
  }

  private static Part part(JsonNode part) {
    String id = part.path("id").asText("");
    String kind = part.properties().iterator().next().getKey();
    JsonNode value = part.path(kind);
    return switch (kind) {
      case "say" -> new Part.Say(value.asText(), part.path("chunk").asInt(6), true);
      case "begin" -> new Part.Say(value.asText(), part.path("chunk").asInt(6), false);
      case "reason" -> new Part.Reason(value.asText(), "sealed");
      case "reason_forever" -> new Part.ReasonForever();
      case "exec" ->
          new Part.Call(
              id,
              "exec_command",
              ReplyJson.JSON.createObjectNode().put("cmd", value.asText()).toString(),
              true);
      case "call" -> new Part.Call(id, value.asText(), text(part.path("arguments")), true);
      case "custom" -> new Part.Custom(id, value.asText(), part.path("input").asText());
      case "raw" -> new Part.Raw(value.toString());
      case "gate" -> new Part.Gate(value.asText());
      case "pause_ms" -> new Part.Pause(value.asLong());
      case "ticks" -> new Part.Ticks(value.asInt());
      default -> throw new IllegalArgumentException("a part begins with no known name: " + part);
    };
  }

  private static String text(JsonNode arguments) {
    return arguments.isTextual() ? arguments.asText() : arguments.toString();
  }

  private ScriptFile() {}
}
