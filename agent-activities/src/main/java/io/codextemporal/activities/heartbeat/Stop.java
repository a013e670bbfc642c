package io.codextemporal.activities.heartbeat;

/** Why an activity must end early. */
public enum Stop {
  /** It need not. */
  NONE,
  /** The session asked for it: the user interrupted, or a steer came. */
  CANCELLED,
  /** This attempt no longer counts: it timed out or was taken over; another one may run. */
  LOST,
  /** The worker is shutting down; what is journaled goes on with the next one. */
  WORKER_STOPPING
}
