package io.codextemporal.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTextTest {
  private static String read(Streams streams, String argument, boolean appended) {
    return PromptText.read(Optional.ofNullable(argument), appended, streams.stdio(), "ct exec");
  }

  @Test
  void aPromptIsAnArgument() {
    assertThat(read(Streams.terminal(), "hi", false)).isEqualTo("hi");
  }

  @Test
  void aDashReadsInput() {
    assertThat(read(Streams.piped("from input\n"), "-", false)).isEqualTo("from input\n");
    assertThat(read(Streams.piped("typed"), "-", false)).isEqualTo("typed");
  }

  @Test
  void aPipeIsReadWithoutAPrompt() {
    assertThat(read(Streams.piped("from input"), null, false)).isEqualTo("from input");
  }

  @Test
  void aDashAfterAPromptAppends() {
    assertThat(read(Streams.piped("lines\n"), "explain", true))
        .isEqualTo("explain\n\n<stdin>\nlines\n</stdin>");
  }

  @Test
  void aPipeLeftUnreadIsSaid() {
    Streams streams = Streams.piped("unread");
    assertThat(read(streams, "hi", false)).isEqualTo("hi");
    assertThat(streams.err()).contains("not read");
    assertThat(streams.unread()).isEqualTo(6);
  }

  @Test
  void aTerminalIsNotReadWithoutAPrompt() {
    assertThatThrownBy(() -> read(Streams.terminal(), null, false))
        .isInstanceOfSatisfying(
            CliFailure.class, failure -> assertThat(failure.exitCode()).isEqualTo(2));
  }

  @Test
  void nothingToReadIsNoPrompt() {
    assertThatThrownBy(() -> read(Streams.closed(), null, false)).isInstanceOf(CliFailure.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n", "\t"})
  void aBlankPromptIsNone(String blank) {
    assertThatThrownBy(() -> read(Streams.piped(blank), "-", false)).isInstanceOf(CliFailure.class);
    assertThatThrownBy(() -> read(Streams.terminal(), blank, false)).isInstanceOf(CliFailure.class);
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    assertThatThrownBy(() -> read(Streams.piped(new byte[] {(byte) 0xff, 'a'}), "-", false))
        .hasMessageContaining("UTF-8");
  }
}
