package io.codextemporal.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class RehearsalTest {
  @Test
  void everyCommandOfItWorks(@TempDir Path folder) throws Exception {
    assertThat(Rehearsal.in(folder)).isZero();
  }
}
