package io.codextemporal.worker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLinesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "401 from the provider: key sk-proj-HIDDENHIDDEN is wrong",
        "header Authorization: Bearer HIDDENHIDDEN",
        "{\"api_key\": \"HIDDENHIDDEN\"}",
        "OPENAI_API_KEY=HIDDENHIDDEN",
        "password: HIDDENHIDDEN!"
      })
  void secretsAreBlottedOut(String text) {
    assertThat(LogLines.withoutSecrets(text)).doesNotContain("HIDDENHIDDEN").contains("[redacted]");
  }

  @Test
  void everythingElseStays() {
    String text = "worker 12@box#main-1 polls [codex-temporal@box] at 127.0.0.1:7233, 3 tokens/s";
    assertThat(LogLines.withoutSecrets(text)).isEqualTo(text);
  }
}
