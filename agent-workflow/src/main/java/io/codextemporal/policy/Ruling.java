package io.codextemporal.policy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision about a command with what it rests on.
 *
 * @param commands the simple commands of a plain script, or null where it is not plain
 * @param amendment the prefix that may be allowed for good, or null; there is one only with a
 *     question
 * @param why what decided, in a few words: a rule with its place, or the policy
 */
public record Ruling(
    Decision decision,
    Safety safety,
    @Nullable List<List<String>> commands,
    @Nullable List<String> amendment,
    String why) {
  public Ruling {
    commands = commands == null ? null : List.copyOf(commands);
    amendment = amendment == null ? null : List.copyOf(amendment);
  }

  public Optional<List<String>> offered() {
    return Optional.ofNullable(amendment);
  }
}
