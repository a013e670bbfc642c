package io.codextemporal.activities.scripted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes server-sent events with the API's running number. One thread. */
final class SseWriter {
  private final OutputStream out;
  private int sequence;

  SseWriter(OutputStream out) {
    this.out = out;
  }

  /** Sends the event and flushes it. */
  void event(String type, ObjectNode data) throws IOException {
    ObjectNode event = ReplyJson.JSON.createObjectNode();
    event.put("type", type).put("sequence_number", sequence++).setAll(data);
    String text = "event: " + type + "\ndata: " + event + "\n\n";
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  static ObjectNode data() {
    return ReplyJson.JSON.createObjectNode();
  }
}
