package io.codextemporal.worker.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.config.WorkerRecord;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks a worker for its state; empty when it does not answer within two seconds. */
public final class HealthClient {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  public static Optional<JsonNode> state(WorkerRecord worker) {
    String file = worker.now().socket();
    if (file == null) {
      return Optional.empty();
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            answer.complete(ask(Path.of(file)));
          } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    return answer
        .completeOnTimeout(JSON.nullNode(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .handle((state, broken) ->
            Optional.ofNullable(broken == null && state.isObject() ? state : null))
        .join();
  }

  private static JsonNode ask(Path socket) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      Channels.newOutputStream(channel)
          .write("GET /state HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String text =
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
      return JSON.readTree(text.substring(text.indexOf("\r\n\r\n") + 4));
    }
  }

  private HealthClient() {}
}
