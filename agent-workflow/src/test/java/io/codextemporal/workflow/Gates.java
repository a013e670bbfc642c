package io.codextemporal.workflow;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds the fake model back until a test lets it go on. */
final class Gates {
  /** Every model call waits at the gate, then answers as it would have. */
  static CountDownLatch closed(SessionRig rig) {
    CountDownLatch gate = new CountDownLatch(1);
    var open = rig.machine.model;
    rig.machine.model =
        (items, call) -> {
          pass(gate);
          return open.apply(items, call);
        };
    return gate;
  }

  static void pass(CountDownLatch gate) {
    try {
      if (!gate.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the gate stayed closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Gates() {}
}
