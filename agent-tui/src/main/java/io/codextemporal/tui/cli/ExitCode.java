package io.codextemporal.tui.cli;

/** What a process of ours ends with. People script against these: they do not change. */
public final class ExitCode {
  public static final int OK = 0;

  /** The turn failed, or what was asked for could not be done. */
  public static final int FAILED = 1;

  /** A bad flag or argument; also a folder or file that is not there. */
  public static final int USAGE = 2;

  /** An approval is needed that nobody can give. */
  public static final int NEEDS_APPROVAL = 3;

  /** No such session or call. */
  public static final int NOT_FOUND = 66;

  /** No Temporal, no worker, no sandbox. */
  public static final int UNAVAILABLE = 69;

  /** Rate-limited, and not asked to wait. */
  public static final int RATE_LIMITED = 75;

  /** Not signed in: no key, or one that is refused. */
  public static final int NOT_SIGNED_IN = 77;

  /** The configuration does not parse or makes no sense. */
  public static final int CONFIG = 78;

  /** The time given is over; the session goes on. */
  public static final int TIMEOUT = 124;

  /** Interrupted, by whomever. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
