package io.codextemporal.activities.image;

/** A file that cannot be shown as an image; the message says why. */
public final class PictureException extends Exception {
  private static final long serialVersionUID = 1;

  PictureException(String why) {
    super(why);
  }
}
