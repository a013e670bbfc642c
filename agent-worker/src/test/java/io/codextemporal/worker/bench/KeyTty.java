package io.codextemporal.worker.bench;

import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.terminal.Tty;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** A terminal that is not there, whose keys are timed. */
final class KeyTty implements Tty {
  private static final int PATIENCE_SECONDS = 10;

  /** What was written, and when. */
  private record Written(String bytes, long at) {}

  private final Size size;
  private final SynchronousQueue<byte[]> keys = new SynchronousQueue<>();
  private final LinkedBlockingQueue<Written> written = new LinkedBlockingQueue<>();
  private volatile long readAt;

  KeyTty(Size size) {
    this.size = size;
  }

  /** Nanoseconds from the key's being read to the write that shows it. */
  long press(String key) throws InterruptedException {
    written.clear();
    keys.put(key.getBytes(StandardCharsets.US_ASCII));
    while (true) {
      Written next = written.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("`" + key + "` was not shown");
      }
      if (key.charAt(0) < ' ' || next.bytes().contains(key)) {
        return next.at() - readAt;
      }
    }
  }

  @Override
  public int read(byte[] into) {
    try {
      byte[] key = keys.take();
      readAt = System.nanoTime();
      System.arraycopy(key, 0, into, 0, key.length);
      return key.length;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public void write(byte[] bytes) {
    long at = System.nanoTime();
    written.add(new Written(new String(bytes, StandardCharsets.UTF_8), at));
  }

  @Override
  public int available() {
    return 0;
  }

  @Override
  public Size size() {
    return size;
  }

  @Override
  public Size measure() {
    return size;
  }

  @Override
  public void mouse(boolean on) {}

  @Override
  public void enter() {}

  @Override
  public void leave() {}

  @Override
  public void leaveForGood() {}

  @Override
  public void stop() {}
}
