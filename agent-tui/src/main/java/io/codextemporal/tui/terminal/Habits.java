package io.codextemporal.tui.terminal;

import java.util.Map;

/**
 * How the person wants the terminal used.
 *
 * @param notifies whether to notify at all
 * @param always also while the terminal has the focus
 * @param bell the bell instead of OSC 9
 * @param title whether the title is ours to set
 * @param colours false when {@code NO_COLOR} is set
 * @param environment of this process
 */
public record Habits(
    boolean notifies,
    boolean always,
    boolean bell,
    boolean title,
    boolean colours,
    Map<String, String> environment) {
  public Habits {
    environment = Map.copyOf(environment);
  }

  /** What holds before the configuration is read. */
  public static Habits usual(Map<String, String> environment) {
    return new Habits(
        true, false, false, true, environment.getOrDefault("NO_COLOR", "").isEmpty(), environment);
  }
}
