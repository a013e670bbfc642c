package io.codextemporal.worker.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("e2e")
class ScriptFuzzTest {
  @TempDir Path folder;

  @Test
  void whatRunsUnaskedExecutesNothingItsPartsDoNotSay() throws Exception {
    long seed = 20_261_124;
    ScriptFuzz fuzz = new ScriptFuzz(seed, folder);
    assertThat(fuzz.run(5_000)).as("seed %d", seed).isEmpty();
    assertThat(fuzz.judged()).isEqualTo(5_000);
    assertThat(fuzz.ran()).isGreaterThan(500);
    assertThat(fuzz.executed()).isGreaterThan(fuzz.ran());
  }
}
