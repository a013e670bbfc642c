package io.codextemporal.activities.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class CrashPointsTest {
  @Test
  void withoutTheOptionNothingHappens() {
    assertThat(CrashPoints.parse("")).isNull();
    CrashPoints.pass("K4");
  }

  @Test
  void theNthPassOfThatPointAndNoOther() {
    CrashPoints.Countdown armed = Objects.requireNonNull(CrashPoints.parse("K4:3"));
    assertThat(armed.reached("K4")).isFalse();
    assertThat(armed.reached("K5")).isFalse();
    assertThat(armed.reached("K4")).isFalse();
    assertThat(armed.reached("K4")).isTrue();
    assertThat(armed.reached("K4")).isFalse();
  }

  @Test
  void aPointAloneMeansItsFirstPass() {
    assertThat(Objects.requireNonNull(CrashPoints.parse("K8")).reached("K8")).isTrue();
  }
}
