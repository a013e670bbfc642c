package io.codextemporal.tui.model;

import io.codextemporal.protocol.Op;

/**
 * Something typed that the session has not taken yet.
 *
 * @param text as it was typed, to be given back when it cannot be sent
 * @param durable whether the server holds it
 */
public record Outgoing(Op op, String text, boolean durable) {
  public Outgoing kept() {
    return new Outgoing(op, text, true);
  }
}
