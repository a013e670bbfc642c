package io.codextemporal.activities.journal;

import java.nio.file.Path;

/** The native code behind terminals, which is unpacked once and then found there. */
public final class TerminalLibrary {
  private static final String PROPERTY = "pty4j.tmpdir";

  /**
   * Where this process unpacks it, unless somebody has said so already; before the first terminal.
   * Else each process would leave a folder of its own among the temporary files when it is killed.
   */
  public static void unpackInto(Path folder) {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, folder.toString());
    }
  }

  private TerminalLibrary() {}
}
