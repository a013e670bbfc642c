package io.codextemporal.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CliFailureTest {
  @Test
  void rendersTwoLinesWhateverTheReasonLooksLike() {
    CliFailure failure =
        new CliFailure(
            "server 127.0.0.1:7233", "refused\n  at once\n", "start it", ExitCode.UNAVAILABLE);

    assertThat(failure.render()).isEqualTo("ct: server 127.0.0.1:7233: refused at once\nstart it");
    assertThat(failure.exitCode()).isEqualTo(69);
  }

  @Test
  void rendersOneLineWithoutARemedy() {
    assertThat(new CliFailure("a", "b", "", 1).render()).isEqualTo("ct: a: b");
  }
}
