package io.codextemporal.activities.image;

/** What a model gets to see of an image. */
public final class ImageView {
  /**
   * The image within what models look at, as a data URL.
   *
   * @throws PictureException when it is none, or is too large to be looked at
   */
  public static String url(byte[] file) throws PictureException {
    return Picture.of(file).url();
  }

  private ImageView() {}
}
