package io.codextemporal.tui.model;

import io.codextemporal.protocol.OpId;

/**
 * Who this screen is, and the source of its op ids: they are made without chance, so that the
 * update stays pure.
 *
 * @param from as other screens read it
 * @param client unique to this run of the screen
 */
public record Self(String from, String client, long next) {
  public OpId id() {
    return new OpId(client + "-" + next);
  }

  /** Whether a sender is the same person at the same machine, by whatever program. */
  public boolean isOwn(String sender) {
    return sender
        .substring(sender.lastIndexOf(' ') + 1)
        .equals(from.substring(from.lastIndexOf(' ') + 1));
  }

  public Self advanced() {
    return new Self(from, client, next + 1);
  }
}
