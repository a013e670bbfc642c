package io.codextemporal.tui.terminal;

import io.codextemporal.tui.model.Size;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A terminal whose hand is a test and whose screen is a list of writes. */
final class FakeTty implements Tty {
  private final PipedInputStream in = new PipedInputStream(1 << 20);
  private final PipedOutputStream hand;
  private final List<byte[]> writes = new ArrayList<>();
  final List<String> calls = new ArrayList<>();

  FakeTty() throws IOException {
    hand = new PipedOutputStream(in);
  }

  void type(String text) throws IOException {
    hand.write(text.getBytes(StandardCharsets.UTF_8));
    hand.flush();
  }

  void hangUp() throws IOException {
    hand.close();
  }

  synchronized int frames() {
    return (int)
        writes.stream()
            .filter(bytes -> new String(bytes, StandardCharsets.UTF_8).startsWith("\u001b[?2026h"))
            .count();
  }

  synchronized String all() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    writes.forEach(all::writeBytes);
    return all.toString(StandardCharsets.UTF_8);
  }

  @Override
  public int read(byte[] into) throws IOException {
    return in.read(into);
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public synchronized void write(byte[] bytes) {
    writes.add(bytes);
  }

  @Override
  public Size size() {
    return new Size(20, 4);
  }

  @Override
  public Size measure() {
    return size();
  }

  @Override
  public void mouse(boolean on) {
    calls.add("mouse " + on);
  }

  @Override
  public void enter() {
    calls.add("enter");
  }

  @Override
  public void leave() {
    calls.add("leave");
  }

  @Override
  public void leaveForGood() {
    calls.add("end");
  }

  @Override
  public void stop() {
    calls.add("stop");
  }
}
