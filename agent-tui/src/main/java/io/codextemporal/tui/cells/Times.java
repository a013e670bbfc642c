package io.codextemporal.tui.cells;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Durations and times as people say them. */
public final class Times {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.systemDefault());

  /** The time of day where the screen is: {@code 15:50}. */
  public static String clock(Instant at) {
    return CLOCK.format(at);
  }

  /** As {@link #shortly}, but nobody needs to know fractions of a second. */
  static String roughly(long millis) {
    return millis < 1_000 ? "<1s" : shortly(millis);
  }

  /** {@code 850ms}, {@code 12s}, {@code 3m 04s}, {@code 2h 05m}. */
  public static String shortly(long millis) {
    if (millis < 1_000) {
      return Math.max(0, millis) + "ms";
    }
    long seconds = millis / 1_000;
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + "m " + two(seconds % 60) + "s";
    }
    return seconds / 3_600 + "h " + two(seconds / 60 % 60) + "m";
  }

  private static String two(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }

  private Times() {}
}
