package io.codextemporal.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.Ask;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsksTest {
  /** A yes lets out only what was asked about in these words. */
  @Test
  void whatWouldLeaveTheSandboxIsAskedInTheseWords() {
    assertThat(Asks.text(new Ask.Command(List.of("touch", "x"), "touch x", null, true)))
        .isEqualTo("May this command run outside the sandbox?\n  touch x");
    assertThat(Asks.text(new Ask.Command(List.of("touch", "x"), "touch x", null, false)))
        .isEqualTo("May this command run?\n  touch x");
  }
}
