package io.codextemporal.policy;

import java.util.Locale;
import java.util.Optional;

/** What a rule says of the commands it matches; the later constant is the stricter one. */
public enum RuleDecision {
  ALLOW,
  PROMPT,
  FORBIDDEN;

  /** As rules files and JSON write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Lower case only. */
  static Optional<RuleDecision> of(String text) {
    for (RuleDecision decision : values()) {
      if (decision.text().equals(text)) {
        return Optional.of(decision);
      }
    }
    return Optional.empty();
  }
}
