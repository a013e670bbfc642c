package io.codextemporal.policy;

import java.util.List;

/** A shell script as far as it is understood. */
public sealed interface ShellScript {
  /**
   * Nothing but simple commands, joined by {@code && || ; |} and newlines: what is written is what
   * runs, apart from file name patterns.
   */
  record Plain(List<SimpleCommand> commands) implements ShellScript {
    public Plain {
      commands = List.copyOf(commands);
    }
  }

  /** Anything else; {@code why} names the first thing that is not plain. */
  record NotPlain(String why) implements ShellScript {}

  /** What a shell may put in the place of words that hold unquoted patterns. */
  enum Patterns {
    /** There are none. */
    NONE,
    /** File names that begin with a literal character that is no hyphen: never options. */
    ANCHORED,
    /** Anything. */
    WILD
  }

  /**
   * One command of a plain script.
   *
   * @param words with quotes resolved; never empty
   */
  record SimpleCommand(List<String> words, Patterns patterns) {
    public SimpleCommand {
      words = List.copyOf(words);
    }
  }
}
