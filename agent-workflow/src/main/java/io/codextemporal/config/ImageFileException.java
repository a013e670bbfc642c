package io.codextemporal.config;

/** A file that cannot be shown to a model; the message says why: {@code it is ...}. */
public final class ImageFileException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean absent;

  ImageFileException(String why) {
    this(why, false);
  }

  private ImageFileException(String why, boolean absent) {
    super(why);
    this.absent = absent;
  }

  static ImageFileException absent() {
    return new ImageFileException("there is no such file", true);
  }

  /** Whether there is no such file. */
  public boolean isAbsent() {
    return absent;
  }

  /** Never null. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
