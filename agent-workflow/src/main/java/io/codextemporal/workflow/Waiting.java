package io.codextemporal.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.QueuedMessage;
import io.codextemporal.protocol.UserImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message whose turn has not begun; see the op of the same id. */
record Waiting(
    OpId op,
    String from,
    String text,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<UserImage> images,
    @Nullable Duration patience,
    @Nullable String outputSchema) {
  /** An image's digest, numbers and punctuation. */
  private static final int IMAGE_BYTES = 160;

  Waiting {
    images = List.copyOf(images);
  }

  QueuedMessage shown() {
    return new QueuedMessage(op, from, text, images);
  }

  Waiting edited(String newText, List<UserImage> newImages) {
    return new Waiting(op, from, newText, newImages, patience, outputSchema);
  }

  int bytes() {
    int names = images.stream().mapToInt(image -> image.name().length() + IMAGE_BYTES).sum();
    return text.getBytes(StandardCharsets.UTF_8).length + names;
  }
}
