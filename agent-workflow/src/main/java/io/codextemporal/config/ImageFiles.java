package io.codextemporal.config;

import io.codextemporal.protocol.UserImage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Images by the digest of their bytes, each a file (0600) of this machine: what clients leave for
 * workers and tools for later requests, and never in history. One that nobody used for {@link
 * #UNUSED} goes. Thread-safe; several processes may share the folder.
 */
public final class ImageFiles {
  /** The largest file that is taken, bytes. */
  public static final int LARGEST = 50_000_000;

  /** The most pixels that an image may claim to have. */
  public static final long MOST_PIXELS = 120_000_000;

  private static final Duration UNUSED = Duration.ofDays(90);
  private static final int LONGEST_NAME = 80;

  private final Path folder;

  public ImageFiles(Places places) {
    this.folder = places.home().resolve("state").resolve("images");
  }

  /**
   * Leaves a copy of the file, which may change or go afterwards.
   *
   * @throws ImageFileException when it is not there, cannot be read, or is no image that a worker
   *     would show
   */
  public UserImage leave(Path file) throws ImageFileException {
    Path name = file.getFileName();
    String shown = plain(name == null ? file.toString() : name.toString());
    try {
      if (Files.isDirectory(file)) {
        throw new ImageFileException("it is a folder");
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new ImageFileException("it is no file");
      }
      if (Files.size(file) > LARGEST) {
        throw tooLarge();
      }
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        return leave(in, shown);
      }
    } catch (NoSuchFileException e) {
      throw ImageFileException.absent();
    } catch (java.nio.file.AccessDeniedException e) {
      throw new ImageFileException("it may not be read");
    } catch (IOException e) {
      throw new ImageFileException("it cannot be read: " + e.getMessage());
    }
  }

  /** Leaves an image that is in memory. */
  public UserImage leave(byte[] bytes, String name) throws ImageFileException {
    try (InputStream in = new java.io.ByteArrayInputStream(bytes)) {
      return leave(in, plain(name));
    } catch (IOException e) {
      throw new ImageFileException("it cannot be kept: " + e.getMessage());
    }
  }

  private UserImage leave(InputStream in, String name) throws IOException, ImageFileException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    sweep();
    Path fresh = Files.createTempFile(folder, ".new-", ".tmp");
    try {
      String digest = copy(in, fresh);
      ImageHeader header;
      try (InputStream written = new BufferedInputStream(Files.newInputStream(fresh))) {
        header = ImageHeader.read(written);
      }
      if ((long) header.width() * header.height() > MOST_PIXELS
          || header.width() <= 0
          || header.height() <= 0) {
        throw tooManyPixels(header.width(), header.height());
      }
      Files.move(fresh, file(digest), StandardCopyOption.ATOMIC_MOVE);
      return new UserImage(digest, name, header.width(), header.height());
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** The bytes of that digest; empty when they are gone or were changed. */
  public Optional<byte[]> read(String digest) {
    if (!digest.matches("[0-9a-f]{64}")) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file(digest))) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST
          || !HexFormat.of().formatHex(sha256().digest(bytes)).equals(digest)) {
        return Optional.empty();
      }
      Files.setLastModifiedTime(file(digest), FileTime.from(Instant.now()));
      return Optional.of(bytes);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What is said of an image that would not fit into memory. */
  public static ImageFileException tooManyPixels(int width, int height) {
    return new ImageFileException(
        "it has "
            + Integer.toUnsignedString(width)
            + " x "
            + Integer.toUnsignedString(height)
            + " pixels, which is too many");
  }

  private static ImageFileException tooLarge() {
    return new ImageFileException("it is larger than " + LARGEST / 1_000_000 + " MB");
  }

  /** The file's size was looked at before; it may have grown. */
  private static String copy(InputStream in, Path to) throws IOException, ImageFileException {
    MessageDigest digest = sha256();
    try (OutputStream out = Files.newOutputStream(to);
        DigestInputStream digesting = new DigestInputStream(in, digest)) {
      byte[] block = new byte[65_536];
      long all = 0;
      for (int got = digesting.read(block); got >= 0; got = digesting.read(block)) {
        all += got;
        if (all > LARGEST) {
          throw tooLarge();
        }
        out.write(block, 0, got);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void sweep() throws IOException {
    Instant before = Instant.now().minus(UNUSED);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException | UncheckedIOException e) {
      // Another process swept it.
    }
  }

  private Path file(String digest) {
    return folder.resolve(digest);
  }

  /** A name that stands in one line of text, whatever the file is called. */
  private static String plain(String name) {
    String clean = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\[\\]]", "_").strip();
    return clean.length() <= LONGEST_NAME
        ? clean
        : "…" + clean.substring(clean.length() - LONGEST_NAME + 1);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
