package io.codextemporal.activities.dispatch;

import io.codextemporal.activities.heartbeat.Stop;

/** How a running tool tells what it produces and learns why it must end. Thread-safe. */
public interface Progress {
  /** Shows more of the output; returns at once. */
  void output(String text);

  /** Why the call must end early, as far as is known. */
  Stop stop();
}
