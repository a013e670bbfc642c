package io.codextemporal.tui.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard streams in memory. */
final class Streams {
  private final ByteArrayInputStream in;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Stdio stdio;

  private Streams(byte[] input, boolean inTerminal, boolean outTerminal, boolean waiting) {
    in = new ByteArrayInputStream(input);
    stdio =
        new Stdio(
            in,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            inTerminal,
            outTerminal,
            outTerminal,
            waiting);
  }

  /** A person at a terminal. */
  static Streams terminal() {
    return new Streams(new byte[0], true, true, false);
  }

  /** {@code echo text | ct … >file 2>file}. */
  static Streams piped(String text) {
    return piped(text.getBytes(StandardCharsets.UTF_8));
  }

  static Streams piped(byte[] input) {
    return new Streams(input, false, false, true);
  }

  /** {@code ct … </dev/null >file 2>file}. */
  static Streams closed() {
    return new Streams(new byte[0], false, false, false);
  }

  Stdio stdio() {
    return stdio;
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  int unread() {
    return in.available();
  }
}
