package io.codextemporal.activities.sandbox;

import io.codextemporal.activities.journal.CommandResult;
import io.codextemporal.activities.journal.Ended;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a command that the sandbox stopped from one that failed by itself. The kernel only says
 * "not permitted" to the command: what it printed of that, its exit and the sandbox it ran in are
 * all there is to go by. A command that ended well was not stopped.
 */
public final class SandboxStop {
  /** Killed for a system call that the filter answers with death. */
  private static final int BAD_CALL = 128 + 31;

  /** Not executable and not found are failures of the command line. */
  private static final Set<Integer> OWN_FAILURES = Set.of(126, 127);

  private static final int LOOKED_AT = 32_000;

  private static final List<String> DISK =
      List.of("read-only file system", "permission denied", "device or resource busy");
  private static final List<String> RIGHTS = List.of("operation not permitted");
  private static final List<String> NETWORK =
      List.of(
          "could not resolve host",
          "temporary failure in name resolution",
          "name or service not known",
          "network is unreachable",
          "failed to lookup address",
          "eai_again",
          "getaddrinfo",
          "unknown host");

  /** What it ran into, in a few words; empty when nothing says that the sandbox stopped it. */
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
      return Optional.of("a system call that is not allowed");
    }
    return OWN_FAILURES.contains(exit)
        ? Optional.empty()
        : said(tail(result), sandbox.endsWith("network off"));
  }

  /** Whether the sandbox could not be set up, so that the command never started. */
  public static boolean neverStarted(CommandResult result) throws IOException {
    Integer exit = result.ended().exitCode();
    return result.sandbox() != null
        && exit != null
        && exit == 1
        && tail(result).startsWith("bwrap: ");
  }

  static Optional<String> said(String output, boolean networkOff) {
    String text = output.toLowerCase(Locale.ROOT);
    Optional<String> network =
        networkOff ? first(text, NETWORK).map(words -> "no network: " + words) : Optional.empty();
    return network.or(() -> first(text, DISK)).or(() -> first(text, RIGHTS));
  }

  private static Optional<String> first(String text, List<String> phrases) {
    return phrases.stream().filter(text::contains).findFirst();
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
