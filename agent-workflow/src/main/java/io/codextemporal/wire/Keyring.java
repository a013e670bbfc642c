package io.codextemporal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The user's keys: whoever holds them may speak to the user's sessions.
 *
 * <p>A text file of mode 0600, one key a line ({@code ct1 ID BASE64}, 32 random bytes); the first
 * seals, all open. Made once, atomically, by whoever comes first: two processes that start at once
 * end with the same key. A file that others can read is refused. Immutable and thread-safe; its
 * text form shows no key.
 */
public final class Keyring {
  private static final int KEY_BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String current;
  private final Map<String, byte[]> keys;

  private Keyring(String current, Map<String, byte[]> keys) {
    this.current = current;
    this.keys = keys;
  }

  /** Reads the key file, and makes it (and its folder, 0700) when there is none. */
  public static Keyring at(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      return read(file);
    } catch (NoSuchFileException e) {
      throw new KeyFileException(
          "the key file " + file + " vanished while it was read", "try again", e);
    } catch (IOException e) {
      throw new KeyFileException(
          "the key file " + file + " cannot be read or made: " + e,
          "make its folder yours and writable",
          e);
    }
  }

  /** A keyring of one random key that is kept nowhere; for tests. */
  public static Keyring random() {
    return parse(newLine(), Path.of("(memory)"));
  }

  /** The id of the key that seals. */
  public String currentId() {
    return current;
  }

  /** The key for one purpose, derived from the named key; null when we do not hold that key. */
  @Nullable SecretKey derived(String id, String purpose, String algorithm) {
    byte[] key = keys.get(id);
    return key == null ? null : new SecretKeySpec(hmac(key, purpose), algorithm);
  }

  /** A keyed digest of a text, for one purpose, 16 bytes in lower-case hex. */
  String digest(String purpose, String text) {
    byte[] key = hmac(keys.getOrDefault(current, new byte[0]), purpose);
    return HexFormat.of().formatHex(hmac(key, text), 0, 16);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static void create(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Path draft =
        Files.createTempFile(
            folder, "key", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(newLine().getBytes(StandardCharsets.UTF_8)));
        channel.force(true);
      }
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Another process was first: its key is the key.
      return;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static String newLine() {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    byte[] id = new byte[4];
    RANDOM.nextBytes(id);
    return "ct1 "
        + HexFormat.of().formatHex(id)
        + " "
        + Base64.getEncoder().encodeToString(key)
        + "\n";
  }

  private static Keyring read(Path file) throws IOException {
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(mode)) {
      throw new KeyFileException(
          "the key file "
              + file
              + " can be used by others (mode "
              + PosixFilePermissions.toString(mode)
              + ")",
          "chmod 600 " + file + "; if others may have read it, stop all sessions and delete it");
    }
    return parse(Files.readString(file), file);
  }

  private static Keyring parse(String text, Path file) {
    Map<String, byte[]> keys = new LinkedHashMap<>();
    String first = "";
    for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
      String[] words = line.strip().split(" +", -1);
      byte[] key = words.length == 3 && words[0].equals("ct1") ? decode(words[2]) : new byte[0];
      if (key.length != KEY_BYTES) {
        throw new KeyFileException(
            "the key file " + file + " holds a line that is no key",
            "restore it from a backup; deleting it makes a new key, and old sessions unreadable");
      }
      keys.put(words[1], key);
      first = first.isEmpty() ? words[1] : first;
    }
    if (first.isEmpty()) {
      throw new KeyFileException(
          "the key file " + file + " is empty",
          "restore it from a backup; deleting it makes a new key, and old sessions unreadable");
    }
    return new Keyring(first, keys);
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  @Override
  public String toString() {
    return "Keyring[" + keys.keySet() + "]";
  }
}
