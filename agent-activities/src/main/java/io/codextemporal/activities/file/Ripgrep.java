package io.codextemporal.activities.file;

import io.codextemporal.config.Programs;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Passes over files that cannot match, by ripgrep where this machine has it.
 *
 * <p>It is given the names of files that were found permitted, and reads no configuration. What it
 * says is only a hint that saves reading: whoever asks looks into what is left by itself, so a link
 * that took a file's place meanwhile tells nothing. Thread-safe.
 */
final class Ripgrep {
  /** Fewer files are read sooner than a program starts. */
  private static final int FEWEST = 64;

  /** Bytes of names in one command line; the system takes at least four times that. */
  private static final int LINE = 400_000;

  private final Map<String, String> own;

  /**
   * @param own this process's environment, for {@code PATH}
   */
  Ripgrep(Map<String, String> own) {
    this.own = own;
  }

  /**
   * Those of the files that may have a line the pattern matches; all of them where nothing is
   * known.
   *
   * @param names relative to the folder
   * @param deadline by {@link System#nanoTime}
   */
  Set<String> mayMatch(Path folder, List<String> names, Pattern pattern, long deadline)
      throws InterruptedException {
    Optional<Path> program = Programs.find("rg", own);
    Optional<String> said = RipgrepPattern.of(pattern.pattern());
    if (names.size() < FEWEST || program.isEmpty() || said.isEmpty()) {
      return Set.copyOf(names);
    }
    List<String> line =
        List.of(
            program.get().toString(),
            "--no-config",
            "--no-messages",
            "--no-unicode",
            "--no-ignore",
            "--color=never",
            "--encoding=none",
            "--text",
            "--null",
            "--files-with-matches",
            "--regexp",
            said.get(),
            "--");
    Set<String> found = new HashSet<>();
    for (List<String> some : pieces(names)) {
      List<String> whole = new ArrayList<>(line);
      whole.addAll(some);
      found.addAll(run(folder, whole, deadline).orElse(some));
    }
    return found;
  }

  private static List<List<String>> pieces(List<String> names) {
    List<List<String>> pieces = new ArrayList<>();
    List<String> piece = new ArrayList<>();
    int bytes = 0;
    for (String name : names) {
      bytes += name.getBytes(StandardCharsets.UTF_8).length + Long.BYTES + 1;
      if (bytes > LINE) {
        pieces.add(piece);
        piece = new ArrayList<>();
        bytes = 0;
      }
      piece.add(name);
    }
    pieces.add(piece);
    return pieces;
  }

  /** Empty when it failed, or was late. */
  private static Optional<List<String>> run(Path folder, List<String> line, long deadline)
      throws InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectError(Redirect.DISCARD);
    builder.environment().clear();
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return Optional.empty();
    }
    try (InputStream in = process.getInputStream()) {
      return output(process, in, deadline);
    } catch (IOException | ExecutionException e) {
      return Optional.empty();
    }
  }

  private static Optional<List<String>> output(Process process, InputStream in, long deadline)
      throws InterruptedException, ExecutionException {
    try {
      FutureTask<byte[]> output = new FutureTask<>(in::readAllBytes);
      Thread.ofVirtual().name("rg").start(output);
      long left = deadline - System.nanoTime();
      if (!process.waitFor(left, TimeUnit.NANOSECONDS) || process.exitValue() > 1) {
        return Optional.empty();
      }
      String names = new String(output.get(), StandardCharsets.UTF_8);
      return Optional.of(names.isEmpty() ? List.of() : List.of(names.split("\0")));
    } finally {
      process.destroyForcibly();
    }
  }
}
