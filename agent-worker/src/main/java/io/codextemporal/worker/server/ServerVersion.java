package io.codextemporal.worker.server;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the Temporal server (not of its command line program), {@code 1.29.1}. What follows
 * the three numbers is ignored: pre-releases count as their release.
 */
public record ServerVersion(int major, int minor, int patch) implements Comparable<ServerVersion> {
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");
  private static final Pattern BANNER = Pattern.compile("Server " + NUMBERS.pattern());
  private static final Comparator<ServerVersion> ORDER =
      Comparator.comparingInt(ServerVersion::major)
          .thenComparingInt(ServerVersion::minor)
          .thenComparingInt(ServerVersion::patch);

  /** The first three dotted numbers of the text. */
  static Optional<ServerVersion> parse(String text) {
    return match(NUMBERS, text);
  }

  /** Out of {@code temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)}. */
  static Optional<ServerVersion> ofBanner(String banner) {
    return match(BANNER, banner);
  }

  private static Optional<ServerVersion> match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find()
        ? Optional.of(
            new ServerVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }

  @Override
  public int compareTo(ServerVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
