package io.codextemporal.tui.session;

/** Temporary. */
public final class Tmp {
  static final StringBuilder S = new StringBuilder();

  public static synchronized void at(String what) {
    S.append(System.currentTimeMillis() - BEGIN).append(' ').append(what).append('\n');
  }

  static final long BEGIN = Long.getLong("ct.t0", System.currentTimeMillis());

  public static void dump() {
    try {
      java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/trial/tmp.out"), S);
    } catch (Exception e) {
    }
  }

  private Tmp() {}
}
