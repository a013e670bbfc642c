package io.codextemporal.tui.model;

import io.codextemporal.protocol.UserImage;

/** What stands in a draft as one character, since it is too long or no text. */
public sealed interface Chip {
  /** A long paste. */
  record Pasted(String text) implements Chip {}

  /** An image that was left on this machine. */
  record Attached(UserImage image) implements Chip {}
}
