package io.codextemporal.policy;

/** What a command is known to be before anyone is asked. */
public enum Safety {
  /** Certainly reads only. */
  SAFE,
  /** Nothing is known about it. */
  UNKNOWN,
  /** Destroys things beyond repair when it is not meant; asks even under full access. */
  DANGEROUS
}
