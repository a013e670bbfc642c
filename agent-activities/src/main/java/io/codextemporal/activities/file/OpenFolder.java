package io.codextemporal.activities.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A folder held open: whatever becomes of its path, names are looked up in this folder and no link
 * is followed, neither on the way from the base to it nor in it. Not thread-safe.
 */
public final class OpenFolder implements AutoCloseable {
  private final SecureDirectoryStream<Path> entries;

  private OpenFolder(SecureDirectoryStream<Path> entries) {
    this.entries = entries;
  }

  /**
   * Opens {@code folder}, which is {@code base} or below it. The base's own path is trusted.
   *
   * @throws IOException when a part of the way is no folder, a link among them
   */
  public static OpenFolder open(Path base, Path folder) throws IOException {
    OpenFolder at = new OpenFolder(opened(base));
    for (Path name : below(base, folder)) {
      at = at.into(name);
    }
    return at;
  }

  /** Sees to it that the folder is there; it is made so that no link can lead it astray. */
  public static void make(Path base, Path folder) throws IOException {
    Path at = base;
    for (Path name : below(base, folder)) {
      try (OpenFolder parent = open(base, at)) {
        if (parent.attributes(name).isEmpty()) {
          parent.adopt(base, name);
        }
      }
      at = at.resolve(name);
    }
  }

  /** A folder cannot be made in an open one: it is made in the base and moved here. */
  private void adopt(Path base, Path name) throws IOException {
    Path fresh = Path.of(".ct-" + UUID.randomUUID());
    Files.createDirectory(base.resolve(fresh));
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(base)) {
      SecureDirectoryStream<Path> from = secure(stream, base);
      try {
        from.move(fresh, entries, name);
      } catch (IOException e) {
        from.deleteDirectory(fresh);
        if (!(e instanceof FileAlreadyExistsException)) {
          throw e;
        }
      }
    }
  }

  private static Path below(Path base, Path folder) {
    Path way = base.relativize(folder);
    if (way.startsWith("..")) {
      throw new IllegalArgumentException(folder + " is not below " + base);
    }
    return way.toString().isEmpty() ? Path.of("/") : way;
  }

  private OpenFolder into(Path name) throws IOException {
    try {
      return new OpenFolder(
          secure(entries.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS), name));
    } finally {
      entries.close();
    }
  }

  @SuppressWarnings("StreamResourceLeak") // It is held until close.
  private static SecureDirectoryStream<Path> opened(Path folder) throws IOException {
    return secure(Files.newDirectoryStream(folder), folder);
  }

  private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream, Path path)
      throws IOException {
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new IOException("this system cannot hold folders open: " + path);
  }

  /** What the entry is, its link not followed; empty when there is none. */
  public Optional<BasicFileAttributes> attributes(Path name) throws IOException {
    try {
      return Optional.of(
          entries
              .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (NotDirectoryException e) {
      return Optional.empty();
    }
  }

  public Set<PosixFilePermission> permissions(Path name) throws IOException {
    return entries
        .getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes()
        .permissions();
  }

  /** The plain file for reading. */
  public SeekableByteChannel read(Path name) throws IOException {
    return entries.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Writes a file that was not there, to the disk.
   *
   * @param permissions null for those of any new file
   */
  public void create(Path name, byte[] bytes, @Nullable Set<PosixFilePermission> permissions)
      throws IOException {
    try (SeekableByteChannel channel =
        entries.newByteChannel(
            name,
            Set.of(
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE_NEW,
                LinkOption.NOFOLLOW_LINKS))) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      if (permissions != null) {
        entries
            .getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .setPermissions(permissions);
      }
      if (channel instanceof FileChannel file) {
        file.force(false);
      }
    }
  }

  /** Renames within the folder; what had the new name is gone. */
  public void rename(Path from, Path to) throws IOException {
    entries.move(from, entries, to);
  }

  /** Removes a file or a link, if it is there. */
  public void delete(Path name) throws IOException {
    try {
      entries.deleteFile(name);
    } catch (NoSuchFileException e) {
      return; // As wanted.
    }
  }

  /** Removes a folder that is empty. */
  public void deleteFolder(Path name) throws IOException {
    entries.deleteDirectory(name);
  }

  @Override
  public void close() throws IOException {
    entries.close();
  }
}
