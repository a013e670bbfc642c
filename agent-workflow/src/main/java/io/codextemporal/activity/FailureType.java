package io.codextemporal.activity;

/** Types of the application failures that activities throw; never parse their messages. */
public final class FailureType {
  /** The world hiccuped: Temporal retries, after the failure's next retry delay. */
  public static final String TRANSIENT = "Transient";

  /** Nothing will help: not retried. */
  public static final String FATAL = "Fatal";

  /** A payload did not open with this user's key: not retried. */
  public static final String UNREADABLE = "Unreadable";

  /** The worker is shutting down; another one takes the work. */
  public static final String WORKER_STOPPING = "WorkerStopping";

  /**
   * Another worker holds what the call needs, and lives: not retried, the session asks that one.
   */
  public static final String ELSEWHERE = "Elsewhere";

  private FailureType() {}
}
