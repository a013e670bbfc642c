package io.codextemporal.wire;

/**
 * Names a folder in a search attribute so that only the key's holder can tell which: attributes are
 * not sealed, everyone on the port can read them.
 */
public final class FolderDigest {
  /** Lower-case hex; the same for the same user and path text, which callers make absolute. */
  public static String of(Keyring keys, String folder) {
    return keys.digest("folder", folder);
  }

  private FolderDigest() {}
}
