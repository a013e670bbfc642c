package io.codextemporal.activities.shell;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.protocol.CallId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A piece of a running command's output that the model was told, noted beside the output: the next
 * piece begins where it ends, and a call that is tried again gets the same.
 *
 * @param from offset in the output, bytes
 * @param to its end
 * @param millis how long the call waited
 * @param over whether the command had ended
 */
record ToldPiece(String call, long from, long to, long millis, boolean over) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ReentrantLock LOCK = new ReentrantLock();

  /** The piece of that call, if it got one. */
  static Optional<ToldPiece> of(Path output, CallId call) throws IOException {
    return all(output).stream().filter(piece -> piece.call.equals(call.value())).findFirst();
  }

  /** Where the next piece begins. */
  static long end(Path output) throws IOException {
    List<ToldPiece> all = all(output);
    return all.isEmpty() ? 0 : all.getLast().to;
  }

  /** All that is new, for this call. */
  static ToldPiece take(Path output, CallId call, long millis, boolean over) throws IOException {
    LOCK.lock();
    try {
      Optional<ToldPiece> before = of(output, call);
      if (before.isPresent()) {
        return before.get();
      }
      long from = end(output);
      long size = Files.exists(output) ? Files.size(output) : from;
      long to = over ? size : OutputText.wholeCharacters(output, from, size);
      ToldPiece piece = new ToldPiece(call.value(), from, Math.max(from, to), millis, over);
      Files.writeString(
          file(output),
          JSON.writeValueAsString(piece) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return piece;
    } finally {
      LOCK.unlock();
    }
  }

  private static List<ToldPiece> all(Path output) throws IOException {
    List<ToldPiece> pieces = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file(output))) {
        pieces.add(JSON.readValue(line, ToldPiece.class));
      }
    } catch (NoSuchFileException e) {
      return pieces;
    }
    return pieces;
  }

  private static Path file(Path output) {
    return output.resolveSibling("told");
  }
}
