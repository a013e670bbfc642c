package io.codextemporal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No script makes the judge slow: 64 kB of whatever nests or repeats. By counting what is read, not
 * by the clock; and every vector ends at all, which one of square cost would not within a test run.
 */
class LinearScanTest {
  private static final int SIZE = 64_000;

  static Stream<String> unkind() {
    return Stream.of(
            "rm ",
            "env rm ",
            "sudo ",
            "sh -c ",
            "find . -exec ",
            "eval ",
            "git clean ",
            "\"$(",
            "$(",
            "`",
            "'",
            "\\\"",
            "\"",
            "(",
            "{ ",
            "<<E\n",
            "${IFS}",
            "&&\n",
            ";",
            "a=",
            "a[",
            "-ffff",
            "xargs rm -",
            "sh -c 'sh -c \"",
            "x*",
            "|",
            "\\",
            "$'",
            "if ",
            "a[b]=",
            "- ",
            "--force")
        .map(piece -> piece.repeat(SIZE / piece.length()));
  }

  @ParameterizedTest
  @MethodSource("unkind")
  void readsEachCharacterAFewTimes(String script) {
    for (List<String> command :
        List.of(
            List.of("bash", "-lc", script),
            List.of("sudo", script, "x"),
            List.of(script.split(" ")))) {
      CommandSafety.judge(command, Whereabouts.ORDINARY);
      assertThat(DangerousCommands.effort(command)).isLessThan(12L * SIZE);
    }
  }
}
