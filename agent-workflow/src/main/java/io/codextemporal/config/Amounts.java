package io.codextemporal.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads durations ({@code 90s}, {@code 50ms}, {@code 2h}) and sizes ({@code 4MB}) as people write
 * them.
 */
public final class Amounts {
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})\\s*([a-zA-Z]*)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));
  private static final Map<String, Long> SIZES =
      Map.of("", 1L, "b", 1L, "kb", 1_000L, "mb", 1_000_000L, "gb", 1_000_000_000L);

  /** A bare number counts seconds. Empty when the text is no duration or is absurdly long. */
  public static Optional<Duration> duration(String text) {
    Matcher amount = AMOUNT.matcher(text.strip());
    if (!amount.matches()) {
      return Optional.empty();
    }
    String unit = amount.group(2).isEmpty() ? "s" : amount.group(2).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(UNITS.get(unit))
        .filter(one -> Long.parseLong(amount.group(1)) <= MOST.dividedBy(one))
        .map(one -> one.multipliedBy(Long.parseLong(amount.group(1))));
  }

  /** Bytes; a unit is decimal. Empty when the text is no size. */
  public static Optional<Long> bytes(String text) {
    Matcher amount = AMOUNT.matcher(text.strip());
    if (!amount.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(SIZES.get(amount.group(2).toLowerCase(Locale.ROOT)))
        .filter(one -> Long.parseLong(amount.group(1)) <= Long.MAX_VALUE / one)
        .map(one -> one * Long.parseLong(amount.group(1)));
  }

  private static final Duration MOST = Duration.ofDays(36_500);

  private Amounts() {}
}
