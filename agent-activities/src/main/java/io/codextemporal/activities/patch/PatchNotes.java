package io.codextemporal.activities.patch;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.codextemporal.activities.journal.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A call's folder in the journal: {@code plan} while its patch is being applied, then {@code done}.
 */
record PatchNotes(Path folder) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  Path lock() {
    return folder.resolve("lock");
  }

  Optional<NotedPatch> plan() throws IOException {
    return read("plan");
  }

  Optional<NotedPatch> done() throws IOException {
    return read("done");
  }

  /** On disk once this returns. */
  void begin(NotedPatch plan) throws IOException {
    Note.writeWhole(folder, "plan", JSON.writeValueAsBytes(plan));
  }

  void end() throws IOException {
    Files.move(folder.resolve("plan"), folder.resolve("done"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** It never happened. */
  void forget() throws IOException {
    Files.deleteIfExists(folder.resolve("plan"));
  }

  private Optional<NotedPatch> read(String name) throws IOException {
    try {
      return Optional.of(
          JSON.readValue(Files.readAllBytes(folder.resolve(name)), NotedPatch.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
