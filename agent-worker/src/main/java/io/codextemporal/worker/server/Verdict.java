package io.codextemporal.worker.server;

import java.time.Duration;

/**
 * How long a server may misbehave before it is replaced. Silence is given longer than errors: a
 * machine under load is silent for seconds and recovers by itself, a wedged database never does.
 *
 * @param gone its port refuses
 * @param erring every answer is an error
 * @param silent no answer at all
 */
record Verdict(Duration gone, Duration erring, Duration silent) {
  /** For a command that finds a server in this state. */
  static final Verdict CAREFUL =
      new Verdict(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(10));

  /** For a healer, which looks once a second: a wedged server is noticed within three. */
  static final Verdict WATCH =
      new Verdict(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(10));

  /** For one who has watched it for that long already and only confirms. */
  static final Verdict CONFIRM =
      new Verdict(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofSeconds(2));

  /** How long this kind of bad health is borne. */
  Duration patience(Health health) {
    return switch (health) {
      case Health.Serving serving -> Duration.ofDays(1);
      case Health.Gone bad -> gone;
      case Health.Erring bad -> erring;
      case Health.Silent bad -> silent;
    };
  }
}
