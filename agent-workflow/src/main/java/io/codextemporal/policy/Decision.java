package io.codextemporal.policy;

/** What becomes of a command. */
public sealed interface Decision {
  /** It runs unasked; {@code sandboxed} says whether it must be confined. */
  record Run(boolean sandboxed) implements Decision {}

  /** A person is asked; {@code reason} is the sentence they read. */
  record Ask(String reason) implements Decision {}

  /** It does not run; {@code reason} is the sentence the model reads. */
  record Refuse(String reason) implements Decision {}
}
