package io.codextemporal.activities.patch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.codextemporal.protocol.FileChange;
import io.codextemporal.protocol.Judgement;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is noted before a patch touches anything, so that whoever comes later can finish it or take
 * it back.
 *
 * @param id names the files that stand beside the targets meanwhile
 * @param digest of the call that wants it
 * @param output what the model reads when it is applied
 * @param judgement why it was let through; null where nobody judged it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record NotedPatch(
    String id,
    String digest,
    String output,
    @Nullable Judgement judgement,
    List<FileChange> changes,
    List<Step> steps,
    List<Folder> folders) {
  NotedPatch {
    changes = List.copyOf(changes);
    steps = List.copyOf(steps);
    folders = List.copyOf(folders);
  }

  /** One target; {@code before} and {@code after} are its states. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Step(String path, String base, String before, String after) {
    Path folder() {
      Path folder = Path.of(path).getParent();
      return folder == null ? Path.of(base) : folder;
    }

    Path name() {
      Path name = Path.of(path).getFileName();
      return name == null ? Path.of(path) : name;
    }
  }

  /** A folder that is made for it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Folder(String path, String base) {}

  /** Beside the target: what it will be. */
  Path fresh(int step) {
    return Path.of(".ct-patch-" + id + "-" + step + ".new");
  }

  /** Beside the target: what it was. */
  Path old(int step) {
    return Path.of(".ct-patch-" + id + "-" + step + ".old");
  }
}
