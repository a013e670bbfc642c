package io.codextemporal.activities.patch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a patch does to one file. Paths are as they were written. */
sealed interface Hunk {
  String path();

  record Add(String path, String contents) implements Hunk {}

  record Delete(String path) implements Hunk {}

  /**
   * @param moveTo where the file goes, or null where it stays
   */
  record Update(String path, @Nullable String moveTo, List<Chunk> chunks) implements Hunk {
    public Update {
      chunks = List.copyOf(chunks);
    }
  }
}
