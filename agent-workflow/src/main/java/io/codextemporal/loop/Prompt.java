package io.codextemporal.loop;

import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.protocol.UserImage;
import java.util.List;

/**
 * What a turn begins with.
 *
 * @param from who said it, for the other screens
 * @param context items that tell the model about its place; they stand before the text
 */
public record Prompt(
    String from, String text, List<UserImage> images, List<ConversationItem> context) {
  public Prompt {
    images = List.copyOf(images);
    context = List.copyOf(context);
  }

  /** Words alone. */
  public Prompt(String from, String text, List<ConversationItem> context) {
    this(from, text, List.of(), context);
  }
}
