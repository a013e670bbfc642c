package io.codextemporal.worker.lifecycle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.config.WorkerRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code GET /health} and {@code GET /state} over HTTP on a socket file that only its owner
 * may open: {@code curl --unix-socket FILE http://worker/state}.
 *
 * <p>Tells what runs and for how many sessions, never a word of one. Where the system allows no
 * such file (a path too long), there is none and the worker works without.
 */
final class HealthSocket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthSocket.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final @Nullable ServerSocketChannel channel;
  private final @Nullable Path file;
  private final Supplier<WorkerRecord> self;
  private final AttemptFile attempts;

  private HealthSocket(
      @Nullable ServerSocketChannel channel,
      @Nullable Path file,
      Supplier<WorkerRecord> self,
      AttemptFile attempts) {
    this.channel = channel;
    this.file = file;
    this.self = self;
    this.attempts = attempts;
  }

  static HealthSocket open(Path file, Supplier<WorkerRecord> self, AttemptFile attempts) {
    try {
      Files.deleteIfExists(file);
      ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      channel.bind(UnixDomainSocketAddress.of(file));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      HealthSocket socket = new HealthSocket(channel, file, self, attempts);
      Thread.ofVirtual().name("health").start(() -> socket.serve(channel));
      return socket;
    } catch (IOException | RuntimeException e) {
      LOG.warn("no health socket at {}: {}", file, e.getMessage());
      return new HealthSocket(null, null, self, attempts);
    }
  }

  /** Null where there is none. */
  @Nullable String file() {
    return file == null ? null : file.toString();
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.debug("closing the health socket", e);
    }
  }

  private void serve(ServerSocketChannel listening) {
    while (listening.isOpen()) {
      try (SocketChannel caller = listening.accept()) {
        answer(caller);
      } catch (IOException e) {
        LOG.debug("health", e);
      }
    }
  }

  private void answer(SocketChannel caller) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(caller), StandardCharsets.US_ASCII));
    String request = in.readLine();
    String[] words = request == null ? new String[0] : request.split(" ");
    ObjectNode body = words.length > 1 ? body(words[1]) : null;
    byte[] json = JSON.writeValueAsBytes(body == null ? JSON.createObjectNode() : body);
    String status = body == null ? "404 Not Found" : "200 OK";
    OutputStream out = Channels.newOutputStream(caller);
    out.write(
        ("HTTP/1.0 "
                + status
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length
                + "\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.write(json);
    out.flush();
  }

  private @Nullable ObjectNode body(String path) {
    return switch (path) {
      case "/health" -> JSON.createObjectNode().put("polls", self.get().polls());
      case "/state" -> state();
      default -> null;
    };
  }

  private ObjectNode state() {
    WorkerRecord now = self.get();
    ObjectNode state =
        JSON.createObjectNode()
            .put("identity", now.identity())
            .put("version", now.version())
            .put("build", now.build())
            .put("address", now.address())
            .put("polls", now.polls())
            .put("started_at", now.startedAt().toString());
    ArrayNode queues = state.putArray("queues");
    now.queues().forEach(queues::add);
    Map<String, Integer> running = new TreeMap<>();
    attempts.running().stream()
        .filter(attempt -> !attempt.isWorkflowTask())
        .forEach(attempt -> running.merge(attempt.activity(), 1, Integer::sum));
    state.put("running", running.values().stream().mapToInt(Integer::intValue).sum());
    ObjectNode activities = state.putObject("activities");
    running.forEach(activities::put);
    return state;
  }
}
