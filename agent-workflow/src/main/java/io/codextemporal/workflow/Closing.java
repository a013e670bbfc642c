package io.codextemporal.workflow;

import org.jspecify.annotations.Nullable;

/** Whether someone has shut the session down, and who. */
final class Closing {
  private @Nullable String by;

  void request(String who) {
    by = by == null ? who : by;
  }

  boolean requested() {
    return by != null;
  }

  String by() {
    String who = by;
    return who == null ? "" : who;
  }
}
