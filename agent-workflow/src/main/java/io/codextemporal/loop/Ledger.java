package io.codextemporal.loop;

import io.codextemporal.protocol.TokenUsage;

/**
 * What a session has used so far, over all its turns and runs; equals the sum of the usage its
 * events told. Not thread-safe.
 */
public final class Ledger {
  private TokenUsage total;
  private long contextWindow;

  /** Tokens the model's window holds; 0 where that is not known. */
  public Ledger(TokenUsage total, long contextWindow) {
    this.total = total;
    this.contextWindow = contextWindow;
  }

  void record(TokenUsage usage) {
    total = total.plus(usage);
  }

  public TokenUsage total() {
    return total;
  }

  public long contextWindow() {
    return contextWindow;
  }

  /** The model, or what is known of it, changed. */
  public void contextWindow(long tokens) {
    contextWindow = tokens;
  }
}
