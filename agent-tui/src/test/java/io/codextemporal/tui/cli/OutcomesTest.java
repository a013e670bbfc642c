package io.codextemporal.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomesTest {
  static Stream<Arguments> outcomes() {
    return Stream.of(
        Arguments.of(new TurnOutcome.Answered("x", TokenUsage.ZERO), 0),
        Arguments.of(new TurnOutcome.Interrupted("ada"), 130),
        Arguments.of(new TurnOutcome.Refused("no"), 1),
        Arguments.of(new TurnOutcome.Closed("ada"), 1),
        Arguments.of(new TurnOutcome.NeedsPerson(List.of(Told.request("c"))), 3),
        Arguments.of(new TurnOutcome.TimedOut(Duration.ofSeconds(2)), 124),
        Arguments.of(new TurnOutcome.Left(), 130));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void exitCodes(TurnOutcome outcome, int code) {
    assertThat(Outcomes.exitCode(outcome)).isEqualTo(code);
    assertThat(Outcomes.failure(Told.SESSION, outcome).map(CliFailure::exitCode).orElse(0))
        .isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "RATE_LIMITED,75",
    "OUTAGE,1",
    "UNAUTHORIZED,77",
    "QUOTA_EXCEEDED,1",
    "CONTEXT_TOO_LONG,1",
    "CONTENT_FILTERED,1",
    "BAD_REQUEST,1",
    "MODEL_NOT_FOUND,1",
    "INCOMPLETE,1",
    "NEEDS_APPROVAL,3",
    "REPEATED_CALLS,1",
    "REPEATED_DENIALS,1",
    "MAX_ITERATIONS,1",
    "CONFIGURATION,78",
    "INTERNAL,1",
    "UNKNOWN,1"
  })
  void exitCodesOfFailures(ErrorKind kind, int code) {
    assertThat(Outcomes.exitCode(new TurnOutcome.Failed(kind, "why"))).isEqualTo(code);
  }

  @ParameterizedTest
  @EnumSource(ErrorKind.class)
  void everyFailureHasARemedy(ErrorKind kind) {
    CliFailure failure =
        Outcomes.failure(Told.SESSION, new TurnOutcome.Failed(kind, "why\nit broke")).orElseThrow();
    assertThat(failure.render().lines()).hasSize(2);
    assertThat(failure.remedy()).isNotBlank();
  }

  @Test
  void aTimeoutSaysThatTheSessionGoesOn() {
    assertThat(Outcomes.sentence(Told.SESSION, new TurnOutcome.TimedOut(Duration.ofMillis(1500))))
        .contains("1500 ms", "goes on");
  }
}
