package io.codextemporal.activities.sandbox;

/** What this machine can do to confine a command. */
public sealed interface Sandbox permits Bubblewrap, Landlock, Sandbox.None {
  /** As people read it, one line. */
  String found();

  /**
   * Nothing: commands that would have to be confined do not run.
   *
   * @param why what was tried and how it failed
   * @param remedy what a person can do about it
   */
  record None(String why, String remedy) implements Sandbox {
    @Override
    public String found() {
      return "none: " + why;
    }
  }
}
