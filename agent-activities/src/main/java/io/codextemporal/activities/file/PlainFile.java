package io.codextemporal.activities.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A plain file held open for reading; found without following a link that was not there when its
 * path was resolved.
 */
public final class PlainFile implements AutoCloseable {
  private final SeekableByteChannel channel;
  private final long size;

  private PlainFile(SeekableByteChannel channel, long size) {
    this.channel = channel;
    this.size = size;
  }

  /**
   * @param real without links
   * @throws NotPlainException when it is a folder, a device or the like
   */
  public static PlainFile open(Path real) throws IOException {
    Path folder = real.getParent();
    Path name = real.getFileName();
    if (folder == null || name == null) {
      throw new NotPlainException(true);
    }
    try (OpenFolder open = folder(folder)) {
      BasicFileAttributes attributes =
          open.attributes(name).orElseThrow(() -> new NoSuchFileException(real.toString()));
      if (!attributes.isRegularFile()) {
        throw new NotPlainException(attributes.isDirectory());
      }
      return new PlainFile(open.read(name), attributes.size());
    }
  }

  /** From the root on, unless a folder on the way may be passed but not read. */
  private static OpenFolder folder(Path folder) throws IOException {
    try {
      return OpenFolder.open(folder.getRoot(), folder);
    } catch (AccessDeniedException e) {
      return OpenFolder.open(folder, folder);
    }
  }

  public long size() {
    return size;
  }

  /** Reads on from where the last one stopped; closing it closes the file. */
  public InputStream stream() {
    return Channels.newInputStream(channel);
  }

  /** How a read that an interrupt broke off ends; the thread is marked no longer. */
  public static InterruptedException brokenOff(ClosedByInterruptException e) {
    Thread.interrupted();
    InterruptedException interrupted = new InterruptedException();
    interrupted.initCause(e);
    return interrupted;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** There is something else than a plain file. */
  public static final class NotPlainException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean folder;

    NotPlainException(boolean folder) {
      super(folder ? "Is a directory (os error 21)" : "it is no plain file");
      this.folder = folder;
    }

    public boolean folder() {
      return folder;
    }
  }
}
