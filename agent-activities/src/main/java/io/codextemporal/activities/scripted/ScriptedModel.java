package io.codextemporal.activities.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A Responses server on loopback that answers by rules and keeps what it was sent.
 *
 * <p>A request is answered by the first rule that matches and is not used up, else by the fallback,
 * which is a 400 that says so. Rules may be added while it runs. Beside {@code POST …/responses} it
 * takes {@code POST /gates/NAME} (opens a gate), {@code GET /requests} (what it got, a JSON array)
 * and {@code GET …/models}. Thread-safe; one virtual thread a request.
 */
public final class ScriptedModel implements AutoCloseable {
  static {
    // Without it each small write waits for the reader's delayed acknowledgement, 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final Gates gates = new Gates();
  private final RequestLog log;
  private volatile Function<SentRequest, Reply> fallback =
      request ->
          Reply.http(400, "no_rule", "the script has no rule for: " + request.lastUserText());

  private ScriptedModel(HttpServer server, RequestLog log) {
    this.server = server;
    this.log = log;
  }

  /** Listens on a free port of loopback. */
  public static ScriptedModel start() {
    return start(0, line -> {});
  }

  /** Listens on {@code port}; {@code lines} is told every request as a line of JSON. */
  public static ScriptedModel start(int port, Consumer<String> lines) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      ScriptedModel model = new ScriptedModel(server, new RequestLog(lines));
      server.setExecutor(model.threads);
      server.createContext("/", model::handle);
      server.start();
      return model;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the scripted model cannot listen", e);
    }
  }

  /** What a provider's {@code base_url} must be. */
  public String baseUrl() {
    return "http://127.0.0.1:" + port() + "/v1";
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Every request that matches is answered so. */
  public ScriptedModel on(Predicate<SentRequest> when, Reply reply) {
    return times(Integer.MAX_VALUE, when, reply);
  }

  /** The first so many requests that match are answered so. */
  public ScriptedModel times(int count, Predicate<SentRequest> when, Reply reply) {
    rules.add(new Rule(when, count, request -> reply));
    return this;
  }

  /** One request each, whatever it says, in this order, before any rule added later. */
  public ScriptedModel next(Reply... replies) {
    for (Reply reply : replies) {
      times(1, When.always(), reply);
    }
    return this;
  }

  /** Answers what no rule answers. */
  public ScriptedModel otherwise(Function<SentRequest, Reply> answer) {
    fallback = answer;
    return this;
  }

  public void open(String gate) {
    gates.open(gate);
  }

  public List<SentRequest> requests() {
    return log.requests();
  }

  public SentRequest lastRequest() {
    return requests().getLast();
  }

  /** Blocks until so many requests came; false when the time is over first. */
  public boolean awaitRequests(int count, Duration atMost) throws InterruptedException {
    return log.await(count, atMost);
  }

  /** When the answer to a request ended; empty while it goes on. */
  public Optional<Instant> answeredAt(int number) {
    return log.answer(number).map(RequestLog.Answer::at);
  }

  /** Whether the client left before the answer's end; empty while it goes on. */
  public Optional<Boolean> abandoned(int number) {
    return log.answer(number).map(answer -> !answer.whole());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    if (method.equals("POST") && path.endsWith("/responses")) {
      answer(exchange, path);
    } else if (method.equals("POST") && path.startsWith("/gates/")) {
      open(path.substring("/gates/".length()));
      plain(exchange, 200, "{}");
    } else if (method.equals("GET") && path.equals("/requests")) {
      plain(exchange, 200, ReplyJson.JSON.valueToTree(bodies()).toString());
    } else if (method.equals("GET") && path.endsWith("/models")) {
      plain(exchange, 200, "{\"object\":\"list\",\"data\":[]}");
    } else {
      plain(exchange, 404, ReplyJson.error("not_found", method + " " + path));
    }
  }

  private void answer(HttpExchange exchange, String path) throws IOException {
    JsonNode body = ReplyJson.JSON.readTree(exchange.getRequestBody());
    SentRequest request = log.add(path, headers(exchange), body);
    Reply reply =
        rules.stream()
            .filter(rule -> rule.takes(request))
            .findFirst()
            .map(rule -> rule.reply(request))
            .orElseGet(() -> fallback.apply(request));
    boolean whole = false;
    try {
      new ReplyPlayer(exchange, request, gates).play(reply);
      whole = true;
      exchange.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Thrown on, an IOException makes the server break the connection, which a close would not.
      log.ended(request.number(), whole);
    }
  }

  private List<JsonNode> bodies() {
    return requests().stream().map(SentRequest::body).toList();
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return headers;
  }

  private static void plain(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
