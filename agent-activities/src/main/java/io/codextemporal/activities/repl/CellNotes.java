package io.codextemporal.activities.repl;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.codextemporal.activities.journal.CallFolder;
import io.codextemporal.activities.journal.Note;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SessionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A call's folder in the journal: {@code cell} before its cell runs, {@code result} after. */
record CellNotes(Path folder) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  static CellNotes of(Path journal, SessionId session, CallId call) {
    return new CellNotes(CallFolder.of(journal, session, call, "cell"));
  }

  /**
   * A cell that was let run.
   *
   * @param digest of what the model wrote
   * @param at milliseconds since the epoch
   * @param why what let it run, and whether in the sandbox
   */
  record Begun(String digest, long at, boolean sandboxed, String why) {}

  Path output() {
    return folder.resolve("output");
  }

  /** The cell's start, if it was this one. */
  Optional<Begun> begun(String digest) throws IOException {
    return read("cell", Begun.class).filter(begun -> begun.digest().equals(digest));
  }

  Optional<CellResult> result() throws IOException {
    return read("result", CellResult.class);
  }

  /** Forgets an earlier run of the call, and makes room for the output. */
  void open() throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.deleteIfExists(folder.resolve("result"));
    Files.write(output(), new byte[0]);
  }

  /** On disk once this returns. */
  void write(Begun begun) throws IOException {
    write("cell", begun, true);
  }

  void write(CellResult result) throws IOException {
    write("result", result, false);
  }

  private void write(String name, Object value, boolean durable) throws IOException {
    Note.write(folder, name, JSON.writeValueAsBytes(value), durable);
  }

  private <T> Optional<T> read(String name, Class<T> type) throws IOException {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(folder.resolve(name)), type));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
