package io.codextemporal.tui.update;

import io.codextemporal.protocol.SessionSettings;
import java.util.List;

/** How hard a model may be asked to think, least first. Pure. */
final class Efforts {
  static final List<String> ALL = List.of("minimal", "low", "medium", "high", "xhigh");

  private static final String USUAL = "medium";

  /** The one in force; a model's own default counts as the usual one. */
  static String now(SessionSettings settings) {
    String effort = settings.model().effort();
    return effort == null ? USUAL : effort;
  }

  /** Its place among all; the first for one that is not known. */
  static int place(String effort) {
    return Math.max(0, ALL.indexOf(effort));
  }

  private Efforts() {}
}
