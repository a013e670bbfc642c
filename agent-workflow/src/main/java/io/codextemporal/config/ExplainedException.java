package io.codextemporal.config;

/**
 * Something a user can act on: what did not go, why, and what to do about it. The texts are single
 * lines without secrets; a cause is for the debugger only.
 */
public abstract class ExplainedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final String why;
  private final String remedy;

  /**
   * @param what the thing, named: an address, a file with its line, a key, a session
   * @param why one clause, in the words of whoever gave it
   * @param remedy one sentence; empty when there is nothing to be done
   */
  protected ExplainedException(String what, String why, String remedy) {
    super(line(what) + ": " + line(why));
    this.what = line(what);
    this.why = line(why);
    this.remedy = line(remedy);
  }

  public final String what() {
    return what;
  }

  public final String why() {
    return why;
  }

  public final String remedy() {
    return remedy;
  }

  private static String line(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
