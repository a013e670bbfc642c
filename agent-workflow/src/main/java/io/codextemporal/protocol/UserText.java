package io.codextemporal.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The words of a person, inline or already sent ahead in chunks.
 *
 * <p>A text above {@link MessageNames#MAX_INLINE_BYTES} travels as {@link Op.TextChunk} signals
 * that share {@code blob}; the op that uses it names the blob and how many chunks there are.
 */
public record UserText(String inline, @Nullable String blob, int chunks) {
  public static UserText of(String text) {
    return new UserText(text, null, 0);
  }

  public static UserText chunked(String blob, int chunks) {
    return new UserText("", blob, chunks);
  }
}
