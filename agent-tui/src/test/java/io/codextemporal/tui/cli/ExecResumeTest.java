package io.codextemporal.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.config.SessionFlags;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecResumeTest {
  @Test
  void namesTheKeysThatASessionHasOnceAndForAll() {
    SessionFlags flags =
        new SessionFlags(
            null,
            List.of("model=x", "temporal.max_iterations=3", "sandbox_mode = \"read-only\""),
            null,
            null,
            null,
            null,
            List.of(),
            false,
            null);
    assertThat(ExecResume.fixed(flags)).containsExactly("temporal.max_iterations");
  }
}
