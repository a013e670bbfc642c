package io.codextemporal.worker.bench;

import io.codextemporal.worker.e2e.TestHome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code ct} in a pseudo-terminal of util-linux's {@code script}: keys go in, bytes come out, each
 * with the time it came. No terminal interprets them.
 */
final class PtyScreen implements AutoCloseable {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final Process script;
  private final OutputStream keys;
  private final StringBuilder bytes = new StringBuilder();
  private final List<long[]> chunks = new ArrayList<>();
  private final Path pid;
  final long began;

  private PtyScreen(TestHome home, int columns, int rows, List<String> command) throws IOException {
    pid = Files.createTempFile(home.codexHome(), "pty-", ".pid");
    String line =
        "stty cols "
            + columns
            + " rows "
            + rows
            + "; echo $$ >"
            + pid
            + "; exec "
            + String.join(" ", command);
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qfec", line, "/dev/null")
            .directory(home.workspace().toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(home.environment());
    builder.environment().put("TERM", "xterm-256color");
    builder.environment().put("SHELL", "/bin/sh");
    began = System.nanoTime();
    script = builder.start();
    keys = script.getOutputStream();
    Thread.ofPlatform().daemon().start(this::read);
  }

  static PtyScreen open(TestHome home, int columns, int rows, List<String> command)
      throws IOException {
    return new PtyScreen(home, columns, rows, command);
  }

  private void read() {
    byte[] buffer = new byte[65_536];
    try {
      InputStream in = script.getInputStream();
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        synchronized (this) {
          bytes.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
          chunks.add(new long[] {bytes.length(), System.nanoTime(), System.currentTimeMillis()});
          notifyAll();
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
  }

  synchronized int size() {
    return bytes.length();
  }

  synchronized String since(int mark) {
    return bytes.substring(mark);
  }

  /** Wall-clock milliseconds at which the byte at {@code place} had come. */
  synchronized long millisOf(int place) {
    for (long[] chunk : chunks) {
      if (chunk[0] > place) {
        return chunk[2];
      }
    }
    return System.currentTimeMillis();
  }

  void type(String text) throws IOException {
    keys.write(text.getBytes(StandardCharsets.UTF_8));
    keys.flush();
  }

  /** Waits for text among the bytes after {@code mark}; the nanosecond at which it was there. */
  long await(int mark, String text) throws InterruptedException {
    return await(mark, text, now -> now.contains(text));
  }

  private synchronized long await(int mark, String what, Predicate<String> condition)
      throws InterruptedException {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.test(bytes.substring(mark))) {
      if (System.nanoTime() > until || !script.isAlive()) {
        throw new AssertionError("`" + what + "` was not shown: " + bytes.substring(mark));
      }
      wait(1_000);
    }
    return chunks.getLast()[1];
  }

  /** The JVM's pid: the launcher's child, or the launcher's own where it was replaced. */
  long jvm() throws IOException {
    ProcessHandle shell =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    return java.util.stream.Stream.concat(java.util.stream.Stream.of(shell), shell.descendants())
        .filter(process -> process.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .orElseThrow()
        .pid();
  }

  @Override
  public void close() throws IOException {
    try {
      type("\u0015\u0003");
      type("\u0003");
      type("\u0003");
      if (!script.waitFor(5, java.util.concurrent.TimeUnit.SECONDS)) {
        script.descendants().forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      script.destroyForcibly();
    }
  }
}
