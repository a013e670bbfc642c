package io.codextemporal.activities.scripted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Every request and how its answer ended, in order. Thread-safe. */
final class RequestLog {
  private final List<SentRequest> requests = new ArrayList<>();
  private final Map<Integer, Answer> answers = new TreeMap<>();
  private final Consumer<String> lines;

  /** {@code lines} is told each request and each end as a line of JSON. */
  RequestLog(Consumer<String> lines) {
    this.lines = lines;
  }

  synchronized SentRequest add(
      String path, Map<String, String> headers, com.fasterxml.jackson.databind.JsonNode body) {
    SentRequest request = new SentRequest(requests.size() + 1, Instant.now(), path, headers, body);
    requests.add(request);
    ObjectNode line = ReplyJson.JSON.createObjectNode();
    line.put("number", request.number()).put("at", request.at().toString()).put("path", path);
    line.set("headers", ReplyJson.JSON.valueToTree(headers));
    line.set("body", body);
    lines.accept(line.toString());
    notifyAll();
    return request;
  }

  synchronized void ended(int number, boolean whole) {
    Answer answer = new Answer(Instant.now(), whole);
    answers.put(number, answer);
    ObjectNode line = ReplyJson.JSON.createObjectNode();
    line.put("answered", number).put("at", answer.at().toString()).put("whole", whole);
    lines.accept(line.toString());
    notifyAll();
  }

  synchronized List<SentRequest> requests() {
    return List.copyOf(requests);
  }

  synchronized Optional<Answer> answer(int number) {
    return Optional.ofNullable(answers.get(number));
  }

  /** Blocks until so many requests came or the time is over; tells whether they did. */
  synchronized boolean await(int count, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (requests.size() < count) {
      long millis = (deadline - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }

  /** When an answer ended, and whether the client stayed to its end. */
  record Answer(Instant at, boolean whole) {}
}
