package io.codextemporal.workflow;

import io.codextemporal.loop.Interruption;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What may break into the running turn: handlers of signals set it, the turn's coroutine reads it
 * and waits on it.
 */
final class TurnControl implements Interruption {
  private final InstantSource clock;
  private final BooleanSupplier runIsFull;
  private final Runnable beforeSleep;
  private final Runnable betweenSteps;
  private final List<Steering> steers;
  private boolean running;
  private boolean sleeping;
  private boolean woken;
  private @Nullable String interruptedBy;

  /**
   * @param runIsFull whether this run must end
   * @param beforeSleep told when the turn is about to sleep
   * @param betweenSteps told when the turn stands between two steps, its history in order
   */
  TurnControl(
      InstantSource clock,
      BooleanSupplier runIsFull,
      Runnable beforeSleep,
      Runnable betweenSteps,
      List<Steering> carriedSteers) {
    this.clock = clock;
    this.runIsFull = runIsFull;
    this.beforeSleep = beforeSleep;
    this.betweenSteps = betweenSteps;
    this.steers = new ArrayList<>(carriedSteers);
  }

  /** A turn begins, or one that someone interrupted between two runs is taken up. */
  void begin(@Nullable String alreadyInterruptedBy) {
    running = true;
    interruptedBy = alreadyInterruptedBy;
  }

  /** The turn has ended; returns the steers that it did not hear. */
  List<Steering> end() {
    running = false;
    interruptedBy = null;
    List<Steering> unheard = List.copyOf(steers);
    steers.clear();
    return unheard;
  }

  boolean running() {
    return running;
  }

  boolean sleeping() {
    return sleeping;
  }

  void steer(Steering steering) {
    steers.add(steering);
  }

  void wake() {
    woken = true;
  }

  boolean interrupted() {
    return interruptedBy != null;
  }

  boolean steered() {
    return !steers.isEmpty();
  }

  List<Steering> unheard() {
    return List.copyOf(steers);
  }

  @Override
  public @Nullable String requestedBy() {
    return interruptedBy;
  }

  @Override
  public void interrupt(String by) {
    if (running && interruptedBy == null) {
      interruptedBy = by;
    }
  }

  @Override
  public List<Steering> takeSteers() {
    betweenSteps.run();
    List<Steering> taken = List.copyOf(steers);
    steers.clear();
    return taken;
  }

  @Override
  public Waking sleepUntil(Instant until) {
    Duration rest = Duration.between(clock.instant(), until);
    woken = false;
    sleeping = true;
    beforeSleep.run();
    boolean broken =
        rest.isPositive() && Workflow.await(rest, () -> woken || interrupted() || steered());
    sleeping = false;
    if (!broken) {
      return Waking.ELAPSED;
    }
    return interrupted() ? Waking.INTERRUPTED : woken ? Waking.WOKEN : Waking.STEERED;
  }

  @Override
  public boolean mustContinueAsNew() {
    return runIsFull.getAsBoolean();
  }
}
