package io.codextemporal.activities.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a provider says that one may come back. Pure; never negative, never above a week. */
final class RetryAfter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration MOST = Duration.ofDays(7);
  private static final Pattern TRY_AGAIN =
      Pattern.compile("try again in\\s+(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h)", Pattern.CASE_INSENSITIVE);

  /** From {@code retry-after-ms}, {@code retry-after}, the body's reset, or the message. */
  static Optional<Duration> of(
      Map<String, String> headers, String body, String message, Instant now) {
    return number(headers.get("retry-after-ms"))
        .map(ms -> Duration.ofMillis(ms.longValue()))
        .or(() -> header(headers.get("retry-after"), now))
        .or(() -> body(body, now))
        .or(() -> of(message))
        .map(RetryAfter::bounded);
  }

  /** From words like "Please try again in 0.5s". */
  static Optional<Duration> of(String message) {
    Matcher matcher = TRY_AGAIN.matcher(message);
    if (!matcher.find()) {
      return Optional.empty();
    }
    double millisPerUnit =
        switch (matcher.group(2).toLowerCase(java.util.Locale.ROOT)) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m" -> 60_000;
          default -> 3_600_000;
        };
    double millis = Double.parseDouble(matcher.group(1)) * millisPerUnit;
    return Optional.of(bounded(Duration.ofMillis((long) Math.ceil(Math.min(millis, 1e12)))));
  }

  private static Optional<Duration> header(
      @org.jspecify.annotations.Nullable String value, Instant now) {
    if (value == null) {
      return Optional.empty();
    }
    return number(value)
        .map(seconds -> Duration.ofMillis((long) (Math.min(seconds, 1e9) * 1000)))
        .or(() -> date(value).map(date -> Duration.between(now, date)));
  }

  private static Optional<Instant> date(String value) {
    try {
      return Optional.of(
          ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> body(String body, Instant now) {
    try {
      JsonNode root = JSON.readTree(body);
      JsonNode error = root.path("error").isObject() ? root.path("error") : root;
      if (error.path("resets_in_seconds").isNumber()) {
        return Optional.of(Duration.ofSeconds(error.path("resets_in_seconds").asLong()));
      }
      if (error.path("resets_at").isNumber()) {
        Instant reset = Instant.ofEpochSecond(Math.min(error.path("resets_at").asLong(), 1L << 40));
        return Optional.of(Duration.between(now, reset));
      }
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> number(@org.jspecify.annotations.Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(Double.parseDouble(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration delay) {
    if (delay.isNegative()) {
      return Duration.ZERO;
    }
    return delay.compareTo(MOST) > 0 ? MOST : delay;
  }

  private RetryAfter() {}
}
