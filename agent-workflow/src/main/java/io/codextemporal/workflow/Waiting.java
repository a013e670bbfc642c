package io.codextemporal.workflow;

import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.QueuedMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A message whose turn has not begun; see the op of the same id. */
record Waiting(
    OpId op, String from, String text, @Nullable Duration patience, @Nullable String outputSchema) {
  QueuedMessage shown() {
    return new QueuedMessage(op, from, text);
  }

  Waiting edited(String newText) {
    return new Waiting(op, from, newText, patience, outputSchema);
  }

  int bytes() {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
