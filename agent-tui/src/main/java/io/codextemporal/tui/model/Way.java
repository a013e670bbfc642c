package io.codextemporal.tui.model;

/**
 * How the way to the session stands.
 *
 * @param sentence what is waited for; empty when nothing is
 * @param remedy what a person can do; empty when nothing
 */
public record Way(Msg.State state, String sentence, String remedy) {
  public static final Way STARTING = new Way(Msg.State.STARTING, "Starting", "");

  public boolean isOpen() {
    return state == Msg.State.CONNECTED;
  }
}
