package io.codextemporal.activities.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.codextemporal.activities.file.WriteBounds;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SessionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A patch of five files on a disk that is full after the nth of its blocks: all or nothing. */
@Tag("D1")
class FullDiskTest {
  private static final SessionId SESSION = new SessionId("0192aaaa-0000-7000-8000-000000000002");
  private static final int BLOCK = 4_096;
  private static final int BLOCKS = 96;

  @TempDir Path folder;
  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk")).toRealPath();
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + BLOCKS * BLOCK, "small", disk.toString()),
        "a small disk can be mounted by root only");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk.toString());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leavesAllOrNothing(boolean journalToo) throws Exception {
    Path root = Files.createDirectory(disk.resolve("root"));
    Path journal = (journalToo ? disk : folder).resolve("journal");
    List<String> patch = new ArrayList<>(List.of("*** Begin Patch"));
    for (int i = 0; i < 4; i++) {
      Files.writeString(root.resolve("f" + i), "old\n" + "x".repeat(BLOCK) + "\n");
      patch.addAll(List.of("*** Update File: f" + i, "@@", "-old", "+new" + "y".repeat(BLOCK)));
    }
    patch.addAll(List.of("*** Add File: deep/new", "+" + "z".repeat(2 * BLOCK), "*** End Patch"));
    PatchPlan plan =
        PatchFiles.plan(String.join("\n", patch), root, new WriteBounds(List.of(root)));
    Map<String, String> before = Tree.read(root);
    int failures = 0;
    for (int free = 0; free < BLOCKS; free++) {
      Path filler = filled(free);
      boolean applied = applied(journal, new CallId("c" + free), plan);
      Files.delete(filler);
      if (applied) {
        assertThat(Files.readString(root.resolve("f3"))).startsWith("newy");
        assertThat(root.resolve("deep/new")).exists();
        assertThat(failures).isPositive();
        return;
      }
      failures++;
      assertThat(Tree.read(root)).as("with %d blocks free", free).isEqualTo(before);
    }
    throw new AssertionError("it never fitted");
  }

  private static boolean applied(Path journal, CallId call, PatchPlan plan) throws Exception {
    try {
      new PatchEffects(journal).apply(SESSION, call, "d", plan, "", null);
      return true;
    } catch (PatchException | IOException e) {
      return false;
    }
  }

  /** Takes all of the disk but so many blocks. */
  private Path filled(int free) throws IOException {
    Path filler = disk.resolve("filler");
    long room = disk.toFile().getUsableSpace() - (long) free * BLOCK;
    return Files.write(filler, new byte[(int) Math.max(0, room)]);
  }

  private static boolean run(String... line) throws IOException, InterruptedException {
    return new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
