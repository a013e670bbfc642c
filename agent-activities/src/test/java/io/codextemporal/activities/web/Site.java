package io.codextemporal.activities.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A web server of the test's own, on a real socket. */
final class Site implements AutoCloseable {
  final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** What answers a request. */
  interface Handler {
    void handle(HttpExchange exchange) throws IOException, InterruptedException;
  }

  Site() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  void on(String path, Handler handler) {
    server.createContext(
        path,
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          try (exchange) {
            handler.handle(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  void page(String path, String type, byte[] body) {
    on(path, exchange -> answer(exchange, 200, type, body));
  }

  void page(String path, String html) {
    page(path, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  void redirect(String path, String to) {
    on(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Location", to);
          exchange.sendResponseHeaders(302, -1);
        });
  }

  /** Whether a call that waits for this path ends soon after it was interrupted. */
  boolean isLeftAtOnce(String path, Callable<?> asks) throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    on(
        path,
        exchange -> {
          reached.countDown();
          end.await();
        });
    FutureTask<Boolean> call =
        new FutureTask<>(() -> {
          try {
            asks.call();
            return false;
          } catch (InterruptedException e) {
            return true;
          }
        });
    Thread thread = Thread.ofPlatform().start(call);
    assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    boolean left = call.get(2, TimeUnit.SECONDS);
    end.countDown();
    return left;
  }

  static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
