package io.codextemporal.activities.sandbox;

import io.codextemporal.activities.journal.Confinement;

/**
 * What stands around one command, and what to do once it has ended. Close it then, exactly once.
 *
 * @param release never throws
 */
public record Confined(Confinement confinement, Runnable release) implements AutoCloseable {
  /** Nothing around it. */
  public static final Confined NOT = new Confined(Confinement.NONE, () -> {});

  @Override
  public void close() {
    release.run();
  }
}
