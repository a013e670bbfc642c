package io.codextemporal.conversation;

import io.codextemporal.protocol.UserImage;
import java.util.Optional;

/**
 * What stands in a conversation for an image: its digest and name, in place of a data URL. So a
 * history holds a line for each image, and a worker puts the picture itself into each request.
 *
 * @param digest lower-case hex SHA-256 of the file that the machine keeps
 * @param name for people and for the model where the image is missing
 */
public record ImageReference(String digest, String name) {
  private static final String SCHEME = "ct-image:";
  private static final int DIGITS = 64;

  public static ImageReference of(UserImage image) {
    return new ImageReference(image.digest(), image.name());
  }

  /** Empty for any other URL, such as one that holds its image. */
  public static Optional<ImageReference> of(String url) {
    int slash = SCHEME.length() + DIGITS;
    if (!url.startsWith(SCHEME) || url.length() <= slash || url.charAt(slash) != '/') {
      return Optional.empty();
    }
    String digest = url.substring(SCHEME.length(), slash);
    boolean hex = digest.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    return hex
        ? Optional.of(new ImageReference(digest, url.substring(slash + 1)))
        : Optional.empty();
  }

  public String url() {
    return SCHEME + digest + "/" + name;
  }
}
