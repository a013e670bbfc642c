package io.codextemporal.worker.bench;

import io.codextemporal.activities.file.FolderRemoval;
import io.codextemporal.activities.file.WriteBounds;
import io.codextemporal.activities.patch.PatchEffects;
import io.codextemporal.activities.patch.PatchFiles;
import io.codextemporal.activities.patch.PatchPlan;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SessionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * How long a large patch takes, verified and on the disk: a file of 10,000 lines, 500 hunks. The
 * first row is a worker's first large patch, the second one of a worker that has run for a while.
 */
public final class PatchBench {
  private static final SessionId SESSION = new SessionId("00000000-0000-7000-8000-000000000000");
  private static final int LINES = 10_000;
  private static final int HUNKS = 500;

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("ct-bench").toRealPath();
    try (Figures figures = new Figures()) {
      figures.part(
          "a patch of 500 hunks",
          () -> {
            apply(folder, 10, 1);
            Sample first = Sample.of(0, 1, () -> apply(folder, LINES, HUNKS));
            Sample later = Sample.of(20, 30, () -> apply(folder, LINES, HUNKS));
            figures.atMost("10,000 lines, 500 hunks, the first, ms", 150, "ms", first.millis(1));
            figures.atMost("10,000 lines, 500 hunks, later, ms", 150, "ms", later.millis(0.9));
          });
    } finally {
      FolderRemoval.remove(folder);
    }
  }

  private static Object apply(Path folder, int lines, int hunks) throws Exception {
    StringBuilder file = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      file.append("    line of code number ").append(i).append(";\n");
    }
    Files.writeString(folder.resolve("f"), file);
    StringBuilder patch = new StringBuilder("*** Begin Patch\n*** Update File: f\n");
    for (int hunk = 0; hunk < hunks; hunk++) {
      int at = hunk * (lines / hunks);
      patch
          .append("@@\n     line of code number ")
          .append(at)
          .append(";\n-    line of code number ")
          .append(at + 1)
          .append(";\n+    changed ")
          .append(at + 1)
          .append(";\n     line of code number ")
          .append(at + 2)
          .append(";\n");
    }
    patch.append("*** End Patch\n");
    PatchPlan plan = PatchFiles.plan(patch.toString(), folder, new WriteBounds(List.of(folder)));
    CallId call = new CallId(UUID.randomUUID().toString());
    return new PatchEffects(folder.resolve("journal")).apply(SESSION, call, "", plan, "", null);
  }
}
