package io.codextemporal.policy;

/** What becomes of a command. */
public sealed interface Decision {
  /**
   * It runs unasked.
   *
   * @param sandboxed whether it must be confined
   */
  record Run(boolean sandboxed) implements Decision {}

  /**
   * A person is asked.
   *
   * @param reason the sentence they read
   * @param sandboxed whether it is confined all the same once they said yes
   * @param particular whether the reason says more than that the policy asks
   */
  record Ask(String reason, boolean sandboxed, boolean particular) implements Decision {}

  /**
   * It does not run.
   *
   * @param reason the sentence the model reads
   */
  record Refuse(String reason) implements Decision {}
}
