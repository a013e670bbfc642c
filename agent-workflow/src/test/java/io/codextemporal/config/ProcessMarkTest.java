package io.codextemporal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMarkTest {
  @Test
  void thisProcessLives() {
    assertThat(ProcessMark.current().alive()).isTrue();
  }

  @Test
  void aPidThatComesAgainIsSomebodyElse() {
    ProcessMark self = ProcessMark.current();
    assertThat(
            List.of(
                new ProcessMark(self.pid(), self.started() - 1, self.boot()),
                new ProcessMark(self.pid(), self.started(), "another boot")))
        .noneMatch(ProcessMark::alive);
  }

  @Test
  void anEndedProcessIsDead() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    ProcessMark mark = ProcessMark.of(process.pid()).orElseThrow();
    assertThat(mark.alive()).isTrue();
    process.destroyForcibly().waitFor();
    assertThat(mark.alive()).isFalse();
  }
}
