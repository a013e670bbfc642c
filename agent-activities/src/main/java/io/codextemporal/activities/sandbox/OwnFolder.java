package io.codextemporal.activities.sandbox;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder of this user's alone where everybody may make one: nobody else's, and never a link. */
final class OwnFolder {
  /**
   * Makes it where it is not there.
   *
   * @throws IOException also when somebody else made it
   */
  static Path of(Path folder) throws IOException {
    try {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException e) {
      // Whose it is comes next.
    }
    PosixFileAttributes attributes =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Object owner = Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isDirectory()
        || !owner.equals(uid())
        || !PosixFilePermissions.toString(attributes.permissions()).equals("rwx------")) {
      throw new IOException(folder + " is not a folder of this user alone; remove it");
    }
    return folder;
  }

  /** This process's user. */
  static Object uid() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid");
  }

  private OwnFolder() {}
}
