package io.codextemporal.activities.sandbox;

import io.codextemporal.activities.journal.CommandResult;
import io.codextemporal.activities.journal.Ended;
import io.codextemporal.activities.landlock.LandlockMain;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a command that the sandbox stopped from one that failed by itself. The kernel only says
 * "not permitted" to the command: its exit, the sandbox it ran in and what it printed of that are
 * all there is to go by. A command that ended well was not stopped.
 *
 * <p>What it printed is looked up in {@link StopWords}: the C library's sentences for the errors of
 * a sandbox in many languages, the errors' own names, and what tools say in words of their own.
 */
public final class SandboxStop {
  /** Killed for a system call that the filter answers with death. */
  private static final int BAD_CALL = 128 + 31;

  /** Not executable and not found are failures of the command line. */
  private static final Set<Integer> OWN_FAILURES = Set.of(126, 127);

  private static final int NOT_STARTED = 125;
  private static final int LOOKED_AT = 32_000;

  /**
   * What it ran into and how that is known; empty when nothing says that the sandbox stopped it.
   */
  public static Optional<String> in(CommandResult result) throws IOException {
    Integer exit = result.ended().exitCode();
    String sandbox = result.sandbox();
    if (sandbox == null
        || result.ended().cause() != Ended.Cause.EXITED
        || exit == null
        || exit == 0) {
      return Optional.empty();
    }
    if (exit == BAD_CALL) {
      return Optional.of("it was ended for a system call that is not allowed (SIGSYS)");
    }
    return OWN_FAILURES.contains(exit)
        ? Optional.empty()
        : said(tail(result), sandbox.endsWith("network off"));
  }

  /** Whether the sandbox could not be set up, so that the command never started. */
  public static boolean neverStarted(CommandResult result) throws IOException {
    Integer exit = result.ended().exitCode();
    if (result.sandbox() == null || exit == null || exit != 1 && exit != NOT_STARTED) {
      return false;
    }
    return tail(result).startsWith(exit == 1 ? "bwrap: " : LandlockMain.PREFIX);
  }

  static Optional<String> said(String output, boolean networkOff) {
    return StopWords.KNOWN.find(output, networkOff);
  }

  private static String tail(CommandResult result) throws IOException {
    try (FileChannel channel = FileChannel.open(result.output(), StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(LOOKED_AT);
      long from = Math.max(0, channel.size() - LOOKED_AT);
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
        // Until the buffer is full or the file ends.
      }
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    } catch (java.nio.file.NoSuchFileException e) {
      return "";
    }
  }

  private SandboxStop() {}
}
