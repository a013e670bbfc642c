package io.codextemporal.tui.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeatPaceTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  @ParameterizedTest
  @CsvSource({"0,58", "8,50", "30,28", "45,20", "58,20", "59,50", "2000,50", "-1,50", "-90000,50"})
  void theNextLookComesWhenTheNextBeatIsDue(long age, long wait) {
    assertThat(BeatPace.until(NOW.minusMillis(age), NOW)).isEqualTo(Duration.ofMillis(wait));
  }

  @Test
  void whereNothingBeatsThePaceIsSteady() {
    assertThat(BeatPace.until(null, NOW)).isEqualTo(BeatPace.STEADY);
  }

  @Test
  void whateverTheClocksSayItIsNoRush() {
    for (long age = -200; age < 200; age++) {
      assertThat(BeatPace.until(NOW.minusMillis(age), NOW))
          .isBetween(Duration.ofMillis(20), Duration.ofMillis(58));
    }
  }
}
