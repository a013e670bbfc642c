package io.codextemporal.worker.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A way to get a {@code temporal} program onto this machine. */
interface BinarySource {
  /** What came of it, for the error that names every way: {@code the official release}. */
  TemporalBinary.Origin origin();

  /**
   * Puts the program at {@code target}, whole or not at all. May take minutes.
   *
   * @param progress takes one line at a time for a person to read
   * @throws IOException with a message that says why it cannot be had this way
   */
  void fetch(Path target, Consumer<String> progress) throws IOException, InterruptedException;
}
