package io.codextemporal.activities.journal;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command at a terminal of its own, of which this process holds the other end: it dies with this
 * process. What the command shows goes to the entry's output as with any other. Thread-safe.
 */
final class Pty implements CommandWatch {
  private static final Logger LOG = LoggerFactory.getLogger(Pty.class);
  private static final int COLUMNS = 80;
  private static final int ROWS = 24;

  /** What left the command's group may hold the terminal open after its end. */
  private static final Duration LAST_WORDS = Duration.ofMillis(300);

  private final PtyProcess process;
  private final Thread pump;

  private Pty(PtyProcess process, Path output) {
    this.process = process;
    this.pump =
        Thread.ofPlatform()
            .daemon()
            .name("terminal " + Objects.requireNonNull(output.getParent()).getFileName())
            .start(() -> pump(process.getInputStream(), output));
  }

  static Pty start(List<String> line, Path cwd, Map<String, String> environment, Path output)
      throws IOException {
    PtyProcessBuilder builder =
        new PtyProcessBuilder(line.toArray(String[]::new))
            .setDirectory(cwd.toString())
            .setEnvironment(environment)
            .setConsole(false)
            .setInitialColumns(COLUMNS)
            .setInitialRows(ROWS);
    Files.createFile(output);
    try {
      return new Pty(builder.start(), output);
    } catch (LinkageError e) {
      throw new IOException("there is no terminal on this machine: " + e, e);
    }
  }

  /** As if somebody pressed these keys. */
  void type(byte[] keys) throws IOException {
    OutputStream out = process.getOutputStream();
    out.write(keys);
    out.flush();
  }

  @Override
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    pump.join(LAST_WORDS);
    return true;
  }

  @Override
  public Integer exitCode() {
    return process.exitValue();
  }

  private static void pump(InputStream in, Path output) {
    byte[] buffer = new byte[1 << 14];
    try (OutputStream out = Files.newOutputStream(output, StandardOpenOption.APPEND)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      LOG.debug("The terminal of {} is closed: {}", output, e.toString());
    }
  }
}
