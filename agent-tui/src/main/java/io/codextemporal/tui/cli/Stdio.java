package io.codextemporal.tui.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process's three standard streams, in UTF-8, and what each is connected to.
 *
 * @param inputIsWaiting whether input is a pipe, a socket or a file, so that it may hold a prompt
 */
public record Stdio(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean inIsTerminal,
    boolean outIsTerminal,
    boolean errIsTerminal,
    boolean inputIsWaiting) {
  private static final String UNKNOWN = "unknown";

  /** This process's own streams. */
  public static Stdio ofProcess() {
    String input = target(0);
    return new Stdio(
        new FileInputStream(FileDescriptor.in),
        print(FileDescriptor.out),
        print(FileDescriptor.err),
        isTerminal(input, 0),
        isTerminal(target(1), 1),
        isTerminal(target(2), 2),
        holdsInput(input));
  }

  /** Streams that lead nowhere and hold nothing. */
  static Stdio nowhere() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return new Stdio(InputStream.nullInputStream(), nowhere, nowhere, false, false, false, false);
  }

  private static PrintStream print(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static String target(int descriptor) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
    } catch (IOException | RuntimeException e) {
      return UNKNOWN;
    }
  }

  /** Where there is no /proc the launcher says it: {@code -Dct.tty=012}. */
  private static boolean isTerminal(String target, int descriptor) {
    if (target.equals(UNKNOWN)) {
      return System.getProperty("ct.tty", "").contains(Integer.toString(descriptor));
    }
    return target.startsWith("/dev/pts/")
        || target.startsWith("/dev/tty")
        || target.equals("/dev/console");
  }

  private static boolean holdsInput(String target) {
    if (target.equals(UNKNOWN)) {
      return !System.getProperty("ct.tty", "0").contains("0");
    }
    return target.startsWith("pipe:")
        || target.startsWith("socket:")
        || target.startsWith("/") && !target.startsWith("/dev/");
  }
}
