package io.codextemporal.worker.lifecycle;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A task that the server gave to a worker and that has no answer yet.
 *
 * @param token names this very attempt to the server: an answer to a later one cannot be mistaken
 *     for it
 * @param activity the activity's type, empty for a workflow task
 */
public record Attempt(ByteString token, String workflowId, String activity) {
  public boolean isWorkflowTask() {
    return activity.isEmpty();
  }

  /** One line of UTF-8 text. */
  byte[] toBytes() {
    String line =
        Base64.getEncoder().encodeToString(token.toByteArray())
            + '\t'
            + workflowId
            + '\t'
            + activity;
    return line.getBytes(StandardCharsets.UTF_8);
  }

  static Optional<Attempt> parse(byte[] bytes) {
    String[] fields = new String(bytes, StandardCharsets.UTF_8).split("\t", -1);
    if (fields.length != 3) {
      return Optional.empty();
    }
    try {
      ByteString token = ByteString.copyFrom(Base64.getDecoder().decode(fields[0]));
      return Optional.of(new Attempt(token, fields[1], fields[2]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
