package io.codextemporal.tui.cli;

import io.codextemporal.config.ExplainedException;
import io.codextemporal.tui.terminal.SttyTerminal;
import java.util.Optional;

/** The short way to the screen, for a plain command line on a terminal. */
public final class ScreenStart {
  /** The exit code; empty when the words are not plainly the screen's. */
  public static Optional<Integer> run(Surroundings around, String... arguments) {
    Optional<ScreenWords> words = ScreenWords.plain(arguments);
    if (words.isEmpty()) {
      SttyTerminal.giveBack();
      return Optional.empty();
    }
    try {
      return Optional.of(new ScreenRun(around, words.get()).run());
    } catch (ExplainedException thrown) {
      CliFailure failure = Failures.of(thrown).orElseThrow();
      around.stdio().err().print(PlainText.of(failure.render()).replace("\n", "\r\n") + "\r\n");
      around.stdio().err().flush();
      return Optional.of(failure.exitCode());
    }
  }

  private ScreenStart() {}
}
