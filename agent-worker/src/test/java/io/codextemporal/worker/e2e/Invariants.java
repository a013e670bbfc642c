package io.codextemporal.worker.e2e;

import java.nio.file.Path;
import java.util.List;

/**
 * What holds after every fault: the promises I1–I12 over the evidence of a session.
 *
 * <p>Gather the evidence when the session rests: idle, failed, waiting, sleeping or closed. Of I6
 * only what commands did is judged here (the witness); a test compares the file tree itself. A
 * violation names the invariant, so a failing seed says what broke.
 */
public final class Invariants {
  /** I1–I9 and I11; throws with everything that is broken. */
  public static void hold(SessionEvidence evidence) {
    fail(broken(evidence), evidence);
  }

  /**
   * I10: none of these texts is in the session's histories or in any file below {@code places},
   * except for files that hold secrets by purpose ({@code auth.json}, {@code key}, {@code
   * state/keys}).
   */
  public static void nothingLeaked(
      SessionEvidence evidence, List<String> secrets, List<Path> places) {
    Violations violations = new Violations();
    Leaks.inHistory(evidence, secrets, violations);
    Leaks.inFiles(secrets, places, violations);
    fail(violations.found(), evidence);
  }

  /** I12, once everything was stopped: no process and no unfinished file of this home is left. */
  public static void nothingLeftBehind(TestHome home, List<Witness.Run> witness) {
    Violations violations = new Violations();
    Leftovers.processes(home, witness, violations);
    Leftovers.files(home, violations);
    if (!violations.found().isEmpty()) {
      throw new AssertionError(String.join("\n", violations.found()));
    }
  }

  /** What is broken of I1–I9 and I11. */
  static List<String> broken(SessionEvidence evidence) {
    Violations violations = new Violations();
    MessageInvariants.check(evidence, violations);
    EffectInvariants.check(evidence, violations);
    OrderInvariants.check(evidence, violations);
    RequestInvariants.check(evidence, violations);
    return violations.found();
  }

  private static void fail(List<String> broken, SessionEvidence evidence) {
    if (!broken.isEmpty()) {
      StringBuilder story = new StringBuilder(String.join("\n", broken));
      story.append("\nsession ").append(evidence.session()).append(", its events:");
      evidence
          .events()
          .forEach(event ->
              story
                  .append("\n  ")
                  .append(event.seq())
                  .append(' ')
                  .append(shown(event.event().toString())));
      throw new AssertionError(story.toString());
    }
  }

  private static String shown(String event) {
    return event.length() > 300 ? event.substring(0, 300) + "…" : event;
  }

  private Invariants() {}
}
