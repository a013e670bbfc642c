package io.codextemporal.activities.scripted;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Sends one reply down one connection. Used once, by one thread. */
final class ReplyPlayer {
  private final HttpExchange exchange;
  private final SentRequest request;
  private final Gates gates;

  ReplyPlayer(HttpExchange exchange, SentRequest request, Gates gates) {
    this.exchange = exchange;
    this.request = request;
    this.gates = gates;
  }

  /** Throws IOException when the client leaves first, or when the script cuts the connection. */
  void play(Reply reply) throws IOException, InterruptedException {
    switch (reply) {
      case Reply.Http http -> send(http);
      case Reply.Silence ignored -> Thread.sleep(Long.MAX_VALUE);
      case Reply.Stream stream -> stream(stream);
    }
  }

  private void send(Reply.Http http) throws IOException {
    byte[] bytes = http.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    http.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(http.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.getResponseBody().close();
  }

  private void stream(Reply.Stream stream) throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.getResponseHeaders().set("x-request-id", "req_" + request.number());
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    SseWriter sse = new SseWriter(out);
    sse.event("response.created", wrapped(response("in_progress")));
    sse.event("response.in_progress", wrapped(response("in_progress")));
    PartPlayer parts = new PartPlayer(sse, request.number(), stream.pace(), gates);
    for (Part part : stream.parts()) {
      parts.play(part);
    }
    end(stream, sse, parts, out);
  }

  private void end(Reply.Stream stream, SseWriter sse, PartPlayer parts, OutputStream out)
      throws IOException, InterruptedException {
    switch (stream.ending()) {
      case COMPLETED -> finish(stream, sse, parts, "completed", "");
      case MAX_OUTPUT_TOKENS -> finish(stream, sse, parts, "incomplete", "max_output_tokens");
      case CONTENT_FILTER -> finish(stream, sse, parts, "incomplete", "content_filter");
      case FAILED_RATE_LIMIT ->
          fail(sse, "rate_limit_exceeded", "Rate limit reached. Please try again in 0.5s.");
      case FAILED_CONTEXT ->
          fail(sse, "context_length_exceeded", "Your input exceeds the context window.");
      case FAILED_QUOTA -> fail(sse, "insufficient_quota", "You exceeded your current quota.");
      case FAILED_OVERLOADED -> fail(sse, "server_is_overloaded", "Overloaded.");
      case FAILED_SERVER -> fail(sse, "server_error", "The server had an error.");
      case ERROR_EVENT ->
          sse.event(
              "error",
              SseWriter.data()
                  .put("code", "server_error")
                  .put("message", "The server had an error.")
                  .putNull("param"));
      case NO_TERMINAL -> {}
      case CUT -> throw new IOException("cut, as the script says");
      case HANG -> hang(out);
    }
    out.close();
  }

  /** Comments keep coming so that a client that left is noticed. */
  private static void hang(OutputStream out) throws IOException, InterruptedException {
    while (true) {
      Thread.sleep(100);
      out.write(':');
      out.write('\n');
      out.flush();
    }
  }

  private void finish(
      Reply.Stream stream, SseWriter sse, PartPlayer parts, String status, String reason)
      throws IOException {
    ObjectNode response = response(status);
    ArrayNode output = response.putArray("output");
    parts.items().forEach(output::add);
    if (!reason.isEmpty()) {
      response.putObject("incomplete_details").put("reason", reason);
    }
    ReplyJson.usage(response, stream.usage() == null ? estimate(parts) : stream.usage());
    sse.event("response." + status, wrapped(response));
  }

  private void fail(SseWriter sse, String code, String message) throws IOException {
    ObjectNode response = response("failed");
    response.putObject("error").put("code", code).put("message", message);
    sse.event("response.failed", wrapped(response));
  }

  private Reply.Usage estimate(PartPlayer parts) {
    long input = request.body().path("input").toString().length() / 4;
    long output = parts.items().stream().mapToLong(item -> item.toString().length()).sum() / 4;
    return new Reply.Usage(input, 0, output, 0);
  }

  private ObjectNode response(String status) {
    String model = request.body().path("model").asText("scripted");
    return ReplyJson.response("resp_" + request.number(), model, status);
  }

  private static ObjectNode wrapped(ObjectNode response) {
    ObjectNode data = SseWriter.data();
    data.set("response", response);
    return data;
  }
}
