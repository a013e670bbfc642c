package io.codextemporal.worker.e2e;

import java.util.ArrayList;
import java.util.List;

/** What was found broken, each under the name of its invariant. */
final class Violations {
  private final List<String> found = new ArrayList<>();

  void unless(boolean holds, String invariant, String what) {
    if (!holds) {
      found.add(invariant + ": " + what);
    }
  }

  List<String> found() {
    return List.copyOf(found);
  }
}
