package io.codextemporal.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person says: words, inline or already sent ahead in chunks, and images, which were left on
 * the machine.
 *
 * <p>A text above {@link MessageNames#MAX_INLINE_BYTES} travels as {@link Op.TextChunk} signals
 * that share {@code blob}; the op that uses it names the blob and how many chunks there are.
 *
 * @param images at most {@link MessageNames#MOST_IMAGES}
 */
public record UserText(
    String inline,
    @Nullable String blob,
    int chunks,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<UserImage> images) {
  public UserText {
    images = List.copyOf(images);
  }

  public static UserText of(String text) {
    return new UserText(text, null, 0, List.of());
  }

  public static UserText chunked(String blob, int chunks) {
    return new UserText("", blob, chunks, List.of());
  }

  /** The same words with these images. */
  public UserText with(List<UserImage> shown) {
    return new UserText(inline, blob, chunks, shown);
  }
}
