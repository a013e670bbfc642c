package io.codextemporal.worker.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.worker.lifecycle.WorkerLog;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class RehearsalTest {
  @Test
  void aWholeTurnIsRehearsedWithoutAnyServer(@TempDir Path folder) throws Exception {
    WorkerLog.off();
    assertThat(Rehearsal.in(folder)).isTrue();
  }
}
