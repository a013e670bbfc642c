package io.codextemporal.activities.repl;

import io.codextemporal.activities.journal.AttachedCommand;
import io.codextemporal.activities.journal.Ended;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Node process that evaluates cells, one at a time. What it says is bounded here and believed
 * nowhere; a message that is none ends it. Thread-safe.
 */
final class Kernel {
  private static final Logger LOG = LoggerFactory.getLogger(Kernel.class);

  /** An image of 8 MB in base64 is the longest thing it has to say. */
  private static final int LONGEST_LINE = 12_000_000;

  /** The kernel's sign that what was printed so far belongs to a cell. */
  private static final Pattern MARK = Pattern.compile("\0(\\d{1,9})\0");

  private static final int LONGEST_MARK = 11;
  private static final int BLOCK = 1 << 14;

  /** Hears what a kernel says while its cell runs, on the kernel's threads. */
  interface Listener {
    void said(KernelMessage message);

    void printed(String text);

    /** What was printed before came of this cell or earlier ones. */
    void marked(int cell);

    void gone();
  }

  private final AttachedCommand process;
  private final KernelPlace place;
  private final Runnable release;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private final LateOutput late = new LateOutput();
  private volatile Listener listener = late;
  private final AtomicBoolean released = new AtomicBoolean();
  private volatile boolean ended;

  /**
   * @param release to be run once it has ended
   */
  Kernel(AttachedCommand process, KernelPlace place, Runnable release) {
    this.process = process;
    this.place = place;
    this.release = release;
  }

  void begin() {
    Thread.ofVirtual().name("kernel says").start(this::hear);
    Thread.ofVirtual().name("kernel prints").start(this::read);
  }

  /** Waits until it takes cells; false when it does not within the time. */
  boolean awaitReady(Duration time) throws InterruptedException {
    return ready.await(time.toMillis(), TimeUnit.MILLISECONDS) && alive();
  }

  KernelPlace place() {
    return place;
  }

  boolean alive() {
    return !ended && !gone.isDone();
  }

  /** What was printed while no cell ran; it is told once. */
  String late() {
    return late.take();
  }

  /** Begins a cell; until {@link #leave} the listener hears all that is said. */
  void run(Listener hearer, int cell, String code) {
    listener = hearer;
    // A kernel that does not listen holds up this thread alone.
    Thread.ofVirtual().name("kernel hears").start(() -> deliver(KernelMessage.run(cell, code)));
    if (gone.isDone()) {
      hearer.gone();
    }
  }

  void leave() {
    listener = late;
  }

  /** Sends the answer to a call of the cell; one that is gone needs none. */
  void answer(long id, KernelMessage.Answer answer) {
    deliver(KernelMessage.result(id, answer));
  }

  /** Ends it with all its processes; they are gone on return. */
  Ended end(Ended.Cause why) throws IOException, InterruptedException {
    ended = true;
    try {
      return process.end(why);
    } finally {
      if (released.compareAndSet(false, true)) {
        release.run();
      }
    }
  }

  /** Nobody needs to hear that it has ended. */
  void forget() throws IOException {
    process.forget();
  }

  private synchronized void deliver(String line) {
    try {
      OutputStream out = process.input();
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      LOG.debug("the kernel is gone: {}", e.toString());
    }
  }

  private void hear() {
    try (InputStream in = new BufferedInputStream(process.output(), BLOCK)) {
      for (String line = line(in); line != null; line = line(in)) {
        KernelMessage message = KernelMessage.parse(line);
        if (message instanceof KernelMessage.Ready) {
          ready.countDown();
        } else {
          listener.said(message);
        }
      }
    } catch (IOException e) {
      if (!ended) {
        listener.printed("[The kernel broke off: " + e.getMessage() + "]\n");
      }
    }
    gone.complete(null);
    ready.countDown();
    listener.gone();
  }

  /** A line without its end, or null at the end. */
  private static @Nullable String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        return line.toString(StandardCharsets.UTF_8);
      }
      if (line.size() >= LONGEST_LINE) {
        throw new IOException("it said more at once than " + LONGEST_LINE + " bytes");
      }
      line.write(b);
    }
    return null;
  }

  private void read() {
    try (Reader in = new InputStreamReader(process.errors(), StandardCharsets.UTF_8)) {
      char[] block = new char[BLOCK];
      String held = "";
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        held = printed(held + new String(block, 0, n));
      }
      listener.printed(held);
    } catch (IOException e) {
      LOG.debug("the kernel's output ended: {}", e.toString());
    }
  }

  /** Hands on what was printed between marks; returns what may be the beginning of one. */
  private String printed(String text) {
    Matcher marks = MARK.matcher(text);
    int from = 0;
    while (marks.find()) {
      listener.printed(text.substring(from, marks.start()));
      listener.marked(Integer.parseInt(marks.group(1)));
      from = marks.end();
    }
    int open = text.indexOf('\0', Math.max(from, text.length() - LONGEST_MARK));
    int to = open < 0 ? text.length() : open;
    listener.printed(text.substring(from, to));
    return text.substring(to);
  }

  /** What comes while no cell runs; the last of it is kept. */
  private static final class LateOutput implements Listener {
    private static final int KEPT = 4_000;

    private final StringBuilder text = new StringBuilder();

    @Override
    public void said(KernelMessage message) {
      if (message instanceof KernelMessage.Out(String out)) {
        printed(out);
      }
    }

    @Override
    public synchronized void printed(String more) {
      text.append(more);
      text.delete(0, Math.max(0, text.length() - KEPT));
    }

    @Override
    public void marked(int cell) {
      // No cell runs.
    }

    @Override
    public void gone() {
      // Whoever needs it next sees it.
    }

    synchronized String take() {
      String taken = text.toString();
      text.setLength(0);
      return taken;
    }
  }
}
