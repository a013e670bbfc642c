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

  /**
   * One command of a plain script.
   *
   * @param words with quotes resolved; never empty
   * @param patterns whether a word holds an unquoted pattern that the shell replaces by file names
   */
  record SimpleCommand(List<String> words, boolean patterns) {
    public SimpleCommand {
      words = List.copyOf(words);
    }
  }
}
