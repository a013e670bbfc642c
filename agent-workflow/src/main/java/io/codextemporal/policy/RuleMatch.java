package io.codextemporal.policy;

import java.util.List;

/** A rule applies to a command: by these words of it. */
public record RuleMatch(List<String> prefix, PrefixRule rule) {
  public RuleMatch {
    prefix = List.copyOf(prefix);
  }

  public RuleDecision decision() {
    return rule.decision();
  }
}
