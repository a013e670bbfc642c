package io.codextemporal.policy;

import java.nio.charset.StandardCharsets;

/**
 * Cuts long text to a budget: the first half and the last half stay, and a mark between them says
 * how much is missing. Cuts never split a character. Pure; linear in what is kept.
 *
 * @param unit what the budget counts and the mark names
 * @param limit the budget in units, at least 0
 */
public record TruncationPolicy(Unit unit, int limit) {
  /** A token counts as four bytes of UTF-8. */
  public enum Unit {
    BYTES,
    TOKENS
  }

  private static final int BYTES_PER_TOKEN = 4;

  public TruncationPolicy {
    if (limit < 0) {
      throw new IllegalArgumentException("limit must not be negative: " + limit);
    }
  }

  public static TruncationPolicy bytes(int limit) {
    return new TruncationPolicy(Unit.BYTES, limit);
  }

  public static TruncationPolicy tokens(int limit) {
    return new TruncationPolicy(Unit.TOKENS, limit);
  }

  /** Tokens a text of so many bytes is counted as. */
  public static long tokensOf(long bytes) {
    return (bytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
  }

  public long budgetBytes() {
    return unit == Unit.BYTES ? limit : (long) limit * BYTES_PER_TOKEN;
  }

  /** The text, or its two ends around the mark. */
  public String cut(String text) {
    return cut(OverlongText.whole(text));
  }

  /** {@link #cut(String)}, led by the number of lines when something was cut. */
  public String cutWithLineCount(String text) {
    OverlongText whole = OverlongText.whole(text);
    return fits(whole) ? text : lineCount(whole) + cut(whole);
  }

  /** As {@code exec_command} tells it: led by a warning when something was cut. */
  public String cutWithWarning(OverlongText text) {
    return fits(text)
        ? text.head()
        : "Warning: truncated output (original token count: "
            + tokensOf(text.bytes())
            + ")\n"
            + lineCount(text)
            + cut(text);
  }

  public boolean fits(OverlongText text) {
    return text.bytes() <= budgetBytes();
  }

  /** {@link #cut(String)} of a text of which perhaps only the ends are there. */
  public String cut(OverlongText text) {
    if (fits(text)) {
      return text.head();
    }
    long budget = budgetBytes();
    String first = Utf8.prefix(text.head(), budget / 2);
    String last = Utf8.suffix(text.tail(), budget - budget / 2);
    return first + mark(text, first, last) + last;
  }

  private String mark(OverlongText text, String first, String last) {
    return switch (unit) {
      case BYTES ->
          "…" + (text.characters() - characters(first) - characters(last)) + " chars truncated…";
      case TOKENS -> "…" + tokensOf(text.bytes() - budgetBytes()) + " tokens truncated…";
    };
  }

  private static String lineCount(OverlongText text) {
    return "Total output lines: " + text.lines() + "\n\n";
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  /**
   * A text of which perhaps only the two ends are in memory.
   *
   * @param head its beginning; all of it when it is whole
   * @param tail its end; all of it when it is whole
   * @param bytes of all of it in UTF-8
   * @param characters of all of it
   * @param lines of all of it
   */
  public record OverlongText(String head, String tail, long bytes, long characters, long lines) {
    public static OverlongText whole(String text) {
      return new OverlongText(
          text,
          text,
          text.getBytes(StandardCharsets.UTF_8).length,
          TruncationPolicy.characters(text),
          text.lines().count());
    }
  }
}
