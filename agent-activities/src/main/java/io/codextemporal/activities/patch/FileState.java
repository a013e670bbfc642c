package io.codextemporal.activities.patch;

import io.codextemporal.activities.file.OpenFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What an entry is, as far as a patch must know whether it is still the same. */
final class FileState {
  static final String ABSENT = "absent";
  static final String LINK = "link";
  static final String OTHER = "other";

  private static final int BLOCK = 1 << 16;

  static String of(OpenFolder folder, Path name) throws IOException {
    BasicFileAttributes attributes = folder.attributes(name).orElse(null);
    if (attributes == null) {
      return ABSENT;
    }
    if (!attributes.isRegularFile()) {
      return attributes.isSymbolicLink() ? LINK : OTHER;
    }
    MessageDigest digest = sha256();
    byte[] block = new byte[BLOCK];
    try (SeekableByteChannel channel = folder.read(name);
        InputStream in = Channels.newInputStream(channel)) {
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        digest.update(block, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static String digest(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private FileState() {}
}
