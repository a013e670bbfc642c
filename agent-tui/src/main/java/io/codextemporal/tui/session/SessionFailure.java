package io.codextemporal.tui.session;

import io.codextemporal.config.ExplainedException;

/** What a client asked for cannot be had. */
public final class SessionFailure extends ExplainedException {
  private static final long serialVersionUID = 1L;

  /** What kind of thing is in the way; decides the exit code. */
  public enum Kind {
    /** No Temporal answers. */
    NO_SERVER,
    /** No worker answers for the session. */
    NO_WORKER,
    /** There is no such session or call. */
    NOT_FOUND,
    /** A prefix names several sessions, or none can be meant. */
    AMBIGUOUS,
    /** The session is closed. */
    CLOSED,
    /** The configuration makes no sense. */
    CONFIGURATION,
    /** The server refused, or answered something nobody expects. */
    REFUSED
  }

  private final Kind kind;

  public SessionFailure(Kind kind, String what, String why, String remedy) {
    super(what, why, remedy);
    this.kind = kind;
  }

  public SessionFailure(Kind kind, String what, String why, String remedy, Throwable cause) {
    this(kind, what, why, remedy);
    initCause(cause);
  }

  public Kind kind() {
    return kind;
  }
}
