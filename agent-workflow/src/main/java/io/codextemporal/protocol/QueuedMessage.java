package io.codextemporal.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;

/** A message that waits for its turn; {@code entry} is the op that brought it. */
public record QueuedMessage(
    OpId entry,
    String from,
    String text,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<UserImage> images) {
  public QueuedMessage {
    images = List.copyOf(images);
  }

  /** A message of words alone. */
  public QueuedMessage(OpId entry, String from, String text) {
    this(entry, from, text, List.of());
  }
}
