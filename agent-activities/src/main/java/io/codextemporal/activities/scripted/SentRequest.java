package io.codextemporal.activities.scripted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as the scripted model got it: what tests assert on.
 *
 * @param number counts from 1
 * @param headers names in lower case, first value each
 */
public record SentRequest(
    int number, Instant at, String path, Map<String, String> headers, JsonNode body) {
  public SentRequest {
    headers = Map.copyOf(headers);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The input items, in order. */
  public List<JsonNode> input() {
    List<JsonNode> items = new ArrayList<>();
    body.path("input").forEach(items::add);
    return items;
  }

  /** Text of the last message of the user's, empty when there is none. */
  public String lastUserText() {
    return userTexts().isEmpty() ? "" : userTexts().getLast();
  }

  /** Texts of all messages of the user's, in order. */
  public List<String> userTexts() {
    return input().stream()
        .filter(item -> item.path("role").asText().equals("user"))
        .map(SentRequest::text)
        .toList();
  }

  /** Call outputs that came after the last message of the user's, in order. */
  public List<JsonNode> outputsSinceUser() {
    List<JsonNode> outputs = new ArrayList<>();
    for (JsonNode item : input()) {
      if (item.path("role").asText().equals("user")) {
        outputs.clear();
      } else if (isOutput(item)) {
        outputs.add(item);
      }
    }
    return outputs;
  }

  /** The output given to a call; empty when the request has none. */
  public Optional<String> outputOf(String callId) {
    return input().stream()
        .filter(SentRequest::isOutput)
        .filter(item -> item.path("call_id").asText().equals(callId))
        .map(item -> item.path("output"))
        .map(output -> output.isTextual() ? output.asText() : output.toString())
        .findFirst();
  }

  /** turn, title, summary, review or memory, as the metadata header says; else empty. */
  public String kind() {
    return metadata().path("request_kind").asText();
  }

  /** The metadata header's JSON, missing when it does not parse. */
  public JsonNode metadata() {
    try {
      return ReplyJson.JSON.readTree(header("x-codex-turn-metadata").orElse("{}"));
    } catch (JsonProcessingException e) {
      return ReplyJson.JSON.missingNode();
    }
  }

  private static boolean isOutput(JsonNode item) {
    return item.path("type").asText().endsWith("call_output");
  }

  private static String text(JsonNode message) {
    JsonNode content = message.path("content");
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder all = new StringBuilder();
    content.forEach(part -> all.append(part.path("text").asText()));
    return all.toString();
  }
}
