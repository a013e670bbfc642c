package io.codextemporal.policy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides about every command that begins with certain words.
 *
 * @param pattern for each word the alternatives; neither it nor any of them is empty
 * @param justification in its author's words, or null
 * @param place {@code file:line} where it is written
 * @param byProject whether a project brings it: it may tighten, and never lets a command out of the
 *     sandbox
 */
public record PrefixRule(
    List<List<String>> pattern,
    RuleDecision decision,
    @Nullable String justification,
    String place,
    boolean byProject) {
  public PrefixRule {
    pattern = pattern.stream().map(List::copyOf).toList();
  }

  /** The words of the command that it matches, or empty. */
  Optional<RuleMatch> match(List<String> command) {
    if (command.size() < pattern.size()) {
      return Optional.empty();
    }
    for (int i = 0; i < pattern.size(); i++) {
      if (!pattern.get(i).contains(command.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(new RuleMatch(command.subList(0, pattern.size()), this));
  }
}
