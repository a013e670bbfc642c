package io.codextemporal.activities.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a stream of server-sent events whose data are JSON objects.
 *
 * <p>As trees, not as the API library's typed events: those cost some three thousand classes at the
 * first request and milliseconds an event. Numbers keep their digits. Not thread-safe.
 */
final class ServerSentEvents {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final BufferedReader lines;

  ServerSentEvents(InputStream in) {
    this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 16_384);
  }

  /**
   * The next event's data, or empty at the stream's end.
   *
   * @throws IOException when the connection breaks
   * @throws JsonProcessingException when an event is no JSON
   */
  Optional<JsonNode> next() throws IOException {
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(value(line));
      } else if (line.isEmpty() && !data.isEmpty()) {
        String event = data.toString();
        data.setLength(0);
        if (!event.equals("[DONE]")) {
          return Optional.of(JSON.readTree(event));
        }
      }
    }
    return Optional.empty();
  }

  private static String value(String line) {
    return line.startsWith("data: ") ? line.substring(6) : line.substring(5);
  }
}
