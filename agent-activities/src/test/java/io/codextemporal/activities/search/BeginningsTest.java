package io.codextemporal.activities.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BeginningsTest {
  private static final List<String> PIECES =
      List.of(
          "retry",
          "Policies",
          "_",
          "$",
          " ",
          "HTTP",
          "Über",
          "über",
          "x",
          "IO",
          "9",
          "Загрузка",
          "ИМЯ",
          "日本",
          "(",
          "running",
          "a");

  @Test
  void noLineThatHoldsAWordIsPassedOver() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int passed = 0;
    for (int n = 0; n < 5_000; n++) {
      String line = line(random);
      List<String> held = new Words().of(line);
      List<String> others = new Words().of(line(random));
      Set<String> wanted = new HashSet<>(others);
      boolean meets = held.stream().anyMatch(wanted::contains);
      boolean maybe = new Beginnings(wanted).maybeIn(line);
      assertThat(maybe || !meets).as("seed %d: `%s` and %s", seed, line, wanted).isTrue();
      passed += maybe ? 0 : 1;
    }
    assertThat(passed).isGreaterThan(200);
  }

  private static String line(Random random) {
    StringBuilder line = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      line.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return line.toString();
  }
}
