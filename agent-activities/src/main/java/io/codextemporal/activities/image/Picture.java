package io.codextemporal.activities.image;

import io.codextemporal.config.ImageFiles;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * An image as the model gets it: within what it looks at, and small enough to travel.
 *
 * <p>The size in the header counts before anything is decoded; what is decoded takes at most some
 * 70 MB however large the image is. Of a moving image the first frame is shown.
 */
final class Picture {
  /** The longer and the shorter side beyond which a model sees no more. */
  private static final int LONG = 2_048;

  private static final int SHORT = 768;

  private static final int MOST_BYTES = 350_000;

  private static final Map<String, String> TYPES =
      Map.of("png", "image/png", "jpeg", "image/jpeg", "gif", "image/gif", "webp", "image/webp");

  private final String mime;
  private final byte[] bytes;

  private Picture(String mime, byte[] bytes) {
    this.mime = mime;
    this.bytes = bytes;
  }

  static {
    System.setProperty("java.awt.headless", "true");
    ImageIO.setUseCache(false);
  }

  static Picture of(byte[] file) throws PictureException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new PictureException("it is no PNG, JPEG, GIF or WebP image");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return read(reader, file);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      throw new PictureException("it cannot be decoded: " + e.getMessage());
    }
  }

  String url() {
    return "data:" + mime + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  private static Picture read(ImageReader reader, byte[] file)
      throws IOException, PictureException {
    String mime = TYPES.get(reader.getFormatName().toLowerCase(Locale.ROOT));
    if (mime == null) {
      throw new PictureException("it is no PNG, JPEG, GIF or WebP image");
    }
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if ((long) width * height > ImageFiles.MOST_PIXELS) {
      throw new PictureException(ImageFiles.tooManyPixels(width, height).why());
    }
    double scale = scale(width, height);
    int step = Math.max(1, (int) (1 / scale / 2));
    ImageReadParam few = reader.getDefaultReadParam();
    few.setSourceSubsampling(step, step, 0, 0);
    BufferedImage image = reader.read(0, few);
    return scale >= 1 && file.length <= MOST_BYTES
        ? new Picture(mime, file)
        : encoded(
            scaled(
                image,
                Math.max(1, (int) Math.round(width * scale)),
                Math.max(1, (int) Math.round(height * scale))));
  }

  private static double scale(int width, int height) {
    double byLong = (double) LONG / Math.max(width, height);
    double byShort = (double) SHORT / Math.min(width, height);
    return Math.min(1, Math.min(byLong, byShort));
  }

  private static BufferedImage scaled(BufferedImage image, int width, int height) {
    boolean alpha = image.getColorModel().hasAlpha();
    BufferedImage result =
        new BufferedImage(
            width, height, alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = result.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return result;
  }

  /** As PNG where that is small, else as JPEG, smaller and smaller until it fits. */
  private static Picture encoded(BufferedImage image) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    if (png.size() <= MOST_BYTES) {
      return new Picture("image/png", png.toByteArray());
    }
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = opaque.createGraphics();
    graphics.drawImage(image, 0, 0, Color.WHITE, null);
    graphics.dispose();
    for (float quality = 0.85f; quality > 0.3f; quality -= 0.25f) {
      byte[] jpeg = jpeg(opaque, quality);
      if (jpeg.length <= MOST_BYTES) {
        return new Picture("image/jpeg", jpeg);
      }
    }
    return encoded(scaled(opaque, opaque.getWidth() / 2 + 1, opaque.getHeight() / 2 + 1));
  }

  private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
