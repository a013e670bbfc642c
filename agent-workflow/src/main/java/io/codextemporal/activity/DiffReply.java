package io.codextemporal.activity;

/**
 * Changes as git writes them, staged or not, with files that git does not know yet.
 *
 * @param cut whether there was more than a reply takes
 * @param problem why there is no diff; empty where there is one, which may be empty too
 */
public record DiffReply(String diff, boolean cut, String problem) {
  /** There is no diff, and this is why. */
  public static DiffReply none(String problem) {
    return new DiffReply("", false, problem);
  }

  public static DiffReply unreadable(String reason) {
    return none(reason);
  }
}
