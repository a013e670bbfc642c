package io.codextemporal.activities.landlock;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.OptionalInt;

/**
 * Allows what is below a folder but for exceptions. Landlock only ever adds: a folder with an
 * exception in it gets nothing itself, what is in it gets its rights one by one. So nothing can be
 * made, moved or removed directly in such a folder, and what comes there later is not allowed.
 */
final class Grants {
  static final long EXECUTE = 1;
  static final long WRITE_FILE = 1 << 1;
  static final long READ_FILE = 1 << 2;
  static final long READ_DIR = 1 << 3;
  static final long TRUNCATE = 1 << 14;
  static final long IOCTL_DEV = 1 << 15;
  static final long ALL = 0xFFFF;

  static final long READ = EXECUTE | READ_FILE | READ_DIR;

  /** All but devices: files and folders, links, pipes, sockets, and moves among them. */
  static final long WRITE = ALL & ~(1 << 6) & ~(1 << 11) & ~IOCTL_DEV;

  private static final long FILE = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV;
  private static final int MOST = 20_000;

  private final Kernel kernel;
  private final int ruleset;
  private int count;

  Grants(Kernel kernel, int ruleset) {
    this.kernel = kernel;
    this.ruleset = ruleset;
  }

  /** On everything below the folder that is none of the exceptions and not below one. */
  void below(Path folder, long rights, List<Path> exceptions) throws IOException, Kernel.Refused {
    int descriptor = kernel.name(-1, folder.toString());
    below(descriptor, folder, rights, exceptions);
  }

  /** The same for a folder that is open already. */
  void below(int descriptor, Path path, long rights, List<Path> exceptions)
      throws IOException, Kernel.Refused {
    if (exceptions.contains(path)) {
      return;
    }
    BasicFileAttributes attributes =
        Files.readAttributes(seen(descriptor), BasicFileAttributes.class);
    if (attributes.isRegularFile()) {
      add(descriptor, rights & FILE);
    } else if (!attributes.isDirectory()) {
      return; // A link leads elsewhere, where other rights hold; the rest is no file.
    } else if (exceptions.stream().noneMatch(each -> each.startsWith(path))) {
      add(descriptor, rights);
    } else {
      eachIn(descriptor, path, rights, exceptions);
    }
  }

  private void eachIn(int descriptor, Path path, long rights, List<Path> exceptions)
      throws IOException, Kernel.Refused {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(seen(descriptor))) {
      for (Path child : children) {
        String name = child.getFileName().toString();
        OptionalInt named = named(descriptor, name);
        if (named.isPresent()) {
          inside(named.getAsInt(), path.resolve(name), rights, exceptions);
        }
      }
    }
  }

  /** What vanished since it was listed, or may not be looked at, gets nothing and stops nothing. */
  private OptionalInt named(int folder, String name) throws Kernel.Refused {
    try {
      return OptionalInt.of(kernel.name(folder, name));
    } catch (Kernel.Refused e) {
      if (e.isGone()) {
        return OptionalInt.empty();
      }
      throw e;
    }
  }

  private void inside(int descriptor, Path path, long rights, List<Path> exceptions)
      throws IOException, Kernel.Refused {
    try {
      below(descriptor, path, rights, exceptions);
    } catch (NoSuchFileException | AccessDeniedException | NotDirectoryException e) {
      return; // The same, a moment later.
    }
  }

  /** On exactly this file or folder, and what is below. */
  void add(int descriptor, long rights) throws IOException, Kernel.Refused {
    if (++count > MOST) {
      throw new IOException("more than " + MOST + " rules would be needed");
    }
    kernel.allow(ruleset, descriptor, rights);
  }

  /** On a device; one that is not there is left out. */
  void device(String path, long rights) throws Kernel.Refused {
    if (Files.exists(Path.of(path), LinkOption.NOFOLLOW_LINKS)) {
      kernel.allow(ruleset, kernel.name(-1, path), rights);
    }
  }

  /** The file behind a descriptor, whatever has been done to its name. */
  static Path seen(int descriptor) {
    return Path.of("/proc/self/fd/" + descriptor);
  }
}
