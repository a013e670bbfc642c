package io.codextemporal.activities.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.ModelSettings;
import io.codextemporal.protocol.ProviderSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureClassifierTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final FailureClassifier classifier =
      new FailureClassifier(
          new ModelSettings(
              "gpt-5.5",
              new ProviderSettings("p", "P", "http://h/v1", "KEY", Map.of(), Map.of(), 4, 5, 1000),
              null,
              null,
              null));

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # status, code, failures, verdict
          400, '',                        0, BAD_REQUEST
          400, context_length_exceeded,   0, CONTEXT_TOO_LONG
          400, invalid_prompt,            0, BAD_REQUEST
          400, content_policy_violation,  0, CONTENT_FILTERED
          400, model_not_found,           0, MODEL_NOT_FOUND
          401, invalid_api_key,           0, retry
          401, invalid_api_key,           1, UNAUTHORIZED
          402, insufficient_quota,        0, QUOTA_EXCEEDED
          403, '',                        0, UNAUTHORIZED
          404, '',                        0, MODEL_NOT_FOUND
          408, '',                        0, retry
          409, '',                        3, retry
          409, '',                        4, OUTAGE
          413, '',                        0, CONTEXT_TOO_LONG
          422, '',                        0, BAD_REQUEST
          429, rate_limit_exceeded,       0, retry
          429, rate_limit_exceeded,       4, RATE_LIMITED
          429, insufficient_quota,        0, QUOTA_EXCEEDED
          500, server_error,              3, retry
          500, server_error,              4, OUTAGE
          503, '',                        0, retry
          529, overloaded,                9, OUTAGE
          """)
  void refusals(int status, String code, int failures, String verdict) {
    StreamEnd end = new StreamEnd.Refused(status, Map.of(), code, "said so", "{}");
    assertThat(name(classifier.judge(end, failures, NOW, 0.5))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          rate_limit_exceeded,      0, retry
          rate_limit_exceeded,      4, RATE_LIMITED
          context_length_exceeded,  0, CONTEXT_TOO_LONG
          insufficient_quota,       0, QUOTA_EXCEEDED
          server_is_overloaded,     0, retry
          server_is_overloaded,     5, OUTAGE
          server_error,             4, retry
          invalid_prompt,           0, BAD_REQUEST
          never_heard_of,           0, retry
          """)
  void failedEvents(String code, int failures, String verdict) {
    StreamEnd end = new StreamEnd.Failed(code, "said so");
    assertThat(name(classifier.judge(end, failures, NOW, 0.5))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # header, value, seconds to wait
          retry-after,    3,                             3
          retry-after,    0,                             0
          retry-after,    18000,                         18000
          retry-after-ms, 1500,                          1.5
          retry-after,    'Fri, 02 Jan 2026 03:05:05 GMT', 60
          retry-after,    'Fri, 02 Jan 2026 01:00:00 GMT', 0
          retry-after,    1e300,                         604800
          retry-after,    -5,                            0
          """)
  void retryAfterIsObeyed(String header, String value, double seconds) {
    StreamEnd end =
        new StreamEnd.Refused(429, Map.of(header, value), "rate_limit_exceeded", "slow", "{}");
    Duration waited =
        switch (classifier.judge(end, 0, NOW, 0.5)) {
          case Verdict.Retry retry -> retry.delay();
          case Verdict.Later later -> Duration.between(NOW, later.until());
          case Verdict.Failed failed -> throw new AssertionError(failed);
        };
    assertThat(waited).isEqualTo(Duration.ofMillis((long) (seconds * 1000)));
  }

  @Test
  void resetsInTheBodyAreObeyed() {
    StreamEnd end =
        new StreamEnd.Refused(
            429, Map.of(), "usage_limit_reached", "limit", "{\"resets_in_seconds\":18000}");
    assertThat(classifier.judge(end, 0, NOW, 0.5))
        .isEqualTo(
            new Verdict.Later(
                ErrorKind.RATE_LIMITED,
                "P limits the rate of requests: limit",
                NOW.plusSeconds(18_000)));
  }

  @ParameterizedTest
  @CsvSource({
    "Please try again in 0.5s., 500",
    "try again in 20ms, 20",
    "Try again in 2m, 120000",
    "try again in 1h, 3600000"
  })
  void wordsAreUnderstood(String message, long millis) {
    assertThat(RetryAfter.of(message)).contains(Duration.ofMillis(millis));
  }

  @Test
  void wordsWithoutATimeAreNot() {
    assertThat(RetryAfter.of("try again later")).isEmpty();
  }

  @Test
  void backoffDoublesWithJitterAndStaysShort() {
    for (int failures = 0; failures < 4; failures++) {
      long base = 200L << failures;
      assertThat(delay(failures, 0)).isEqualTo(Duration.ofMillis((long) (base * 0.9)));
      assertThat(delay(failures, 1)).isEqualTo(Duration.ofMillis((long) (base * 1.1)));
    }
  }

  @Test
  void sentencesNameWhatToDo() {
    assertThat(classifier.noKey().sentence()).contains("KEY").contains("P");
    assertThat(classifier.judge(new StreamEnd.Incomplete("content_filter"), 0, NOW, 0))
        .isInstanceOfSatisfying(
            Verdict.Failed.class, f -> assertThat(f.kind()).isEqualTo(ErrorKind.CONTENT_FILTERED));
    assertThat(classifier.judge(new StreamEnd.Unusable("bad certificate"), 0, NOW, 0))
        .isInstanceOfSatisfying(
            Verdict.Failed.class, f -> assertThat(f.sentence()).contains("base_url"));
  }

  private Duration delay(int failures, double jitter) {
    StreamEnd end = new StreamEnd.Broken(false, "refused");
    return ((Verdict.Retry) classifier.judge(end, failures, NOW, jitter)).delay();
  }

  private static String name(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Retry ignored -> "retry";
      case Verdict.Later later -> later.kind().name();
      case Verdict.Failed failed -> failed.kind().name();
    };
  }
}
