package io.codextemporal.activities.store;

/** The session's own conversation is not the one it asks for. The message says what differs. */
public final class ConversationLostException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean transientTrouble;

  ConversationLostException(String message, boolean transientTrouble) {
    super(message);
    this.transientTrouble = transientTrouble;
  }

  /** Whether asking again may help: the session could not be asked just now. */
  public boolean mayPass() {
    return transientTrouble;
  }
}
