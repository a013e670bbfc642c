package io.codextemporal.tui.session;

/**
 * What a client asked for cannot be had, with the reason in one line and what to do about it. Never
 * holds a secret. A cause is for the debugger only.
 */
public final class SessionFailure extends RuntimeException {
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
  private final String what;
  private final String why;
  private final String remedy;

  public SessionFailure(Kind kind, String what, String why, String remedy) {
    super(what + ": " + why);
    this.kind = kind;
    this.what = what;
    this.why = why;
    this.remedy = remedy;
  }

  public SessionFailure(Kind kind, String what, String why, String remedy, Throwable cause) {
    this(kind, what, why, remedy);
    initCause(cause);
  }

  public Kind kind() {
    return kind;
  }

  public String what() {
    return what;
  }

  public String why() {
    return why;
  }

  public String remedy() {
    return remedy;
  }
}
