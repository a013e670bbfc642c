package io.codextemporal.tui.model;

/**
 * Whether the composer edits as vi does, and where in that it is.
 *
 * @param pending an operator that waits for its motion: d, c, y, r or g; else empty
 */
public record Vi(Mode mode, String pending) {
  public static final Vi OFF = new Vi(Mode.OFF, "");
  public static final Vi INSERT = new Vi(Mode.INSERT, "");
  public static final Vi NORMAL = new Vi(Mode.NORMAL, "");

  /** vi's, and none. */
  public enum Mode {
    OFF,
    INSERT,
    NORMAL
  }

  public Vi waiting(String operator) {
    return new Vi(Mode.NORMAL, operator);
  }
}
