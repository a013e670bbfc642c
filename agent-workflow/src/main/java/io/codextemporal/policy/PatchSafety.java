package io.codextemporal.policy;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * When to ask a person before files are written. Pure; fails closed.
 *
 * <p>What programs trust and run of themselves is not written unasked, whether it is there or not.
 */
public final class PatchSafety {
  static final String EMPTY = "empty patch";
  static final String OUTSIDE =
      "writing outside of the project; rejected by user approval settings";

  /** Names whose contents decide what runs later. */
  private static final Set<String> PROTECTED =
      Set.of(".git", ".codex", ".agents", ".claude", ".mcp.json", ".envrc", ".vscode", ".idea");

  public static Decision decide(PatchFacts facts) {
    if (facts.targets().isEmpty()) {
      return new Decision.Refuse(EMPTY);
    }
    return switch (facts.approval()) {
      case UNTRUSTED -> ask(facts, objection(facts).orElse("the approval policy asks for it"));
      case UNKNOWN -> ask(facts, "the approval policy is not understood");
      case ON_REQUEST ->
          objection(facts)
              .<Decision>map(why -> ask(facts, why))
              .orElseGet(() -> new Decision.Run(false));
      case NEVER ->
          unbounded(facts) || objection(facts).isEmpty()
              ? new Decision.Run(false)
              : new Decision.Refuse(OUTSIDE);
    };
  }

  private static Decision ask(PatchFacts facts, String why) {
    boolean mayAsk =
        facts.granular() == null
            || facts.approval() != ApprovalMode.ON_REQUEST
            || facts.granular().sandboxApproval();
    return mayAsk
        ? new Decision.Ask("writing files requires approval: " + why, false, true)
        : new Decision.Refuse(OUTSIDE);
  }

  private static boolean unbounded(PatchFacts facts) {
    return facts.sandbox() == SandboxMode.DANGER_FULL_ACCESS;
  }

  /** What is against writing unasked. */
  private static Optional<String> objection(PatchFacts facts) {
    for (String target : facts.targets()) {
      Optional<String> root = rootOf(target, facts.roots());
      if (root.isEmpty() && !unbounded(facts)) {
        return Optional.of(target + " is not in a folder this session may write to");
      }
      if (isProtected(target.substring(root.map(String::length).orElse(0)))) {
        return Optional.of(target + " decides what other programs run");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> rootOf(String target, List<String> roots) {
    return roots.stream()
        .filter(root -> target.startsWith(root.endsWith("/") ? root : root + "/"))
        .max((one, other) -> Integer.compare(one.length(), other.length()));
  }

  private static boolean isProtected(String below) {
    for (String name : below.split("/")) {
      if (PROTECTED.contains(name.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  private PatchSafety() {}
}
