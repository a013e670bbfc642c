package io.codextemporal.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force, in their order. Immutable.
 *
 * <p>One that could not be read has no rules and says why: then everything asks.
 */
public final class ExecPolicy {
  public static final ExecPolicy EMPTY = new ExecPolicy(List.of());

  private final Map<String, List<PrefixRule>> byProgram = new HashMap<>();
  private final @Nullable String problem;

  public ExecPolicy(List<PrefixRule> rules) {
    this(rules, null);
  }

  private ExecPolicy(List<PrefixRule> rules, @Nullable String problem) {
    this.problem = problem;
    for (PrefixRule rule : rules) {
      rule.pattern().getFirst().stream()
          .distinct()
          .forEach(
              program -> byProgram.computeIfAbsent(program, key -> new ArrayList<>()).add(rule));
    }
  }

  /** The policy of files that do not parse. */
  public static ExecPolicy unreadable(String problem) {
    return new ExecPolicy(List.of(), problem);
  }

  /** Why there is no policy, or empty. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Whether any rule says more than allow. */
  boolean restricts() {
    return byProgram.values().stream()
        .flatMap(List::stream)
        .anyMatch(rule -> rule.decision() != RuleDecision.ALLOW);
  }

  /** Every rule that applies, in their order. */
  public List<RuleMatch> matches(List<String> command) {
    return command.isEmpty()
        ? List.of()
        : byProgram.getOrDefault(command.getFirst(), List.of()).stream()
            .flatMap(rule -> rule.match(command).stream())
            .toList();
  }
}
