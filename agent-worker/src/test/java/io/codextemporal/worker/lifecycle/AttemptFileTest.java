package io.codextemporal.worker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptFileTest {
  @TempDir Path folder;

  @Test
  void whatHasNotEndedIsLeftForTheNextProcess() throws IOException {
    Path path = folder.resolve("a");
    try (AttemptFile file = new AttemptFile(path)) {
      file.begin(attempt(1));
      file.begin(attempt(2));
      file.begin(attempt(3));
      file.end(attempt(2).token());
      assertThat(file.running()).containsExactly(attempt(1), attempt(3));
      assertThat(AttemptFile.left(path)).containsExactlyInAnyOrder(attempt(1), attempt(3));
    }
    assertThat(AttemptFile.left(path)).containsExactlyInAnyOrder(attempt(1), attempt(3));
  }

  @Test
  void whatDoesNotFitStillCountsAsRunning() throws IOException {
    Path path = folder.resolve("a");
    Attempt huge = new Attempt(ByteString.copyFrom(new byte[5_000]), "session", "tool.run");
    try (AttemptFile file = new AttemptFile(path)) {
      file.begin(huge);
      for (int i = 0; i < 3_000; i++) {
        file.begin(attempt(i));
      }
      assertThat(file.running()).hasSize(3_001);
      assertThat(AttemptFile.left(path)).isNotEmpty().doesNotContain(huge);
      file.end(huge.token());
      assertThat(file.running()).hasSize(3_000);
    }
  }

  @Test
  void noFileAndRubbishHoldNothing() throws IOException {
    assertThat(AttemptFile.left(folder.resolve("none"))).isEmpty();
    Path rubbish = folder.resolve("rubbish");
    byte[] bytes = new byte[5_000];
    new Random(7).nextBytes(bytes);
    java.nio.file.Files.write(rubbish, bytes);
    assertThat(AttemptFile.left(rubbish)).isEmpty();
  }

  @Test
  void anyOrderOfBeginsAndEndsLeavesExactlyWhatRuns() throws IOException {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      Path path = folder.resolve("seed" + seed);
      List<Attempt> expected = new ArrayList<>();
      try (AttemptFile file = new AttemptFile(path)) {
        for (int step = 0; step < 300; step++) {
          if (expected.isEmpty() || random.nextBoolean()) {
            expected.add(attempt(step));
            file.begin(attempt(step));
          } else {
            file.end(expected.remove(random.nextInt(expected.size())).token());
          }
        }
        assertThat(AttemptFile.left(path))
            .as("seed %d", seed)
            .containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }

  private static Attempt attempt(int number) {
    return new Attempt(
        ByteString.copyFromUtf8("token " + number),
        "session-" + number,
        number % 2 == 0 ? "" : "tool.run");
  }
}
