package io.codextemporal.activities.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.config.ImageFileException;
import io.codextemporal.config.ImageFiles;
import io.codextemporal.conversation.ImageReference;
import io.codextemporal.protocol.SessionId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts pictures into requests where a conversation only names them, and takes pictures out of what
 * tools answer. The same file always gives the same picture, so a request's beginning stays what
 * the provider's cache knows.
 *
 * <p>An image that this machine lacks, or that the model would not look at, is a sentence in its
 * place. Thread-safe; one image is decoded at a time.
 */
public final class RequestImages {
  private static final int KEPT_CHARACTERS = 12_000_000;
  private static final int MOST_TOLD = 10_000;
  private static final String URL = "image_url";

  private final ImageFiles files;
  private final Map<String, String> pictures = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<String> told = new LinkedHashSet<>();
  private long kept;

  public RequestImages(ImageFiles files) {
    this.files = files;
  }

  /**
   * Fills a request's items in.
   *
   * @param model who will look at it
   * @param looks whether that model looks at images
   * @return sentences about what it will not see that were not {@link #told} of this session
   */
  public List<String> fill(SessionId session, ArrayNode items, String model, boolean looks) {
    List<String> sentences = new ArrayList<>();
    for (JsonNode item : items) {
      for (String field : List.of("content", "output")) {
        if (item.path(field) instanceof ArrayNode parts) {
          fill(parts, model, looks, sentences);
        }
      }
    }
    synchronized (told) {
      return sentences.stream()
          .distinct()
          .filter(sentence -> !told.contains(session + sentence))
          .toList();
    }
  }

  /** People have read these sentences of the session. */
  public void told(SessionId session, List<String> sentences) {
    synchronized (told) {
      if (told.size() > MOST_TOLD) {
        told.clear();
      }
      sentences.forEach(sentence -> told.add(session + sentence));
    }
  }

  /** What stands in a conversation for a picture: its name, or itself where it cannot be kept. */
  public String reference(String url) {
    int data = url.indexOf(";base64,");
    if (!url.startsWith("data:image/") || data < 0) {
      return url;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(url.substring(data + ";base64,".length()));
      return ImageReference.of(files.leave(bytes, "image")).url();
    } catch (IllegalArgumentException | ImageFileException e) {
      return url;
    }
  }

  private void fill(ArrayNode parts, String model, boolean looks, List<String> sentences) {
    for (int i = 0; i < parts.size(); i++) {
      Optional<ImageReference> named = ImageReference.of(parts.get(i).path(URL).asText());
      if (named.isEmpty() || !(parts.get(i) instanceof ObjectNode part)) {
        continue;
      }
      try {
        if (!looks) {
          throw new PictureException(model + " does not look at images");
        }
        part.put(URL, picture(named.get().digest()));
      } catch (PictureException e) {
        String sentence =
            "The image " + named.get().name() + " is not shown to the model: " + e.getMessage();
        sentences.add(sentence + ".");
        parts.set(
            i, parts.objectNode().put("type", "input_text").put("text", "[" + sentence + "]"));
      }
    }
  }

  private synchronized String picture(String digest) throws PictureException {
    String known = pictures.get(digest);
    if (known != null) {
      return known;
    }
    byte[] file =
        files
            .read(digest)
            .orElseThrow(() -> new PictureException("its file is not on this machine any more"));
    String url = Picture.of(file).url();
    pictures.put(digest, url);
    kept += url.length();
    while (kept > KEPT_CHARACTERS) {
      String oldest = pictures.keySet().iterator().next();
      kept -= String.valueOf(pictures.remove(oldest)).length();
    }
    return url;
  }
}
