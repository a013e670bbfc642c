package io.codextemporal.worker.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Figures are only as good as what adds them up. */
class SampleTest {
  @Test
  void tellsMedianDecileAndWorst() {
    Sample sample =
        new Sample(
            new long[] {
              10_000_000,
              1_000_000,
              3_000_000,
              2_000_000,
              4_000_000,
              5_000_000,
              6_000_000,
              7_000_000,
              8_000_000,
              9_000_000
            });
    assertThat(sample.millis(0.5)).isEqualTo(5);
    assertThat(sample.millis(0.9)).isEqualTo(9);
    assertThat(sample).hasToString("5.0 / 9.0 / 10 ms (n 10)");
  }

  @Test
  void refusesNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Sample(new long[0]));
  }

  @Test
  void leavesWarmUpOut() throws Exception {
    int[] calls = {0};
    assertThat(Sample.of(2, 3, () -> calls[0]++).sorted()).hasSize(3);
    assertThat(calls[0]).isEqualTo(5);
  }

  @Test
  void tableIsMarkdown() {
    assertThat(new Table("figure", "ms").row("a|b", 3).row("c"))
        .hasToString("| figure | ms |\n|---|---|\n| a\\|b | 3 |\n| c |  |\n");
  }
}
