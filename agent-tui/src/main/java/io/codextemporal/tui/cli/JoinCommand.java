package io.codextemporal.tui.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ct resume} and {@code ct fork}: the screen, on a session that is there. */
@Command(mixinStandardHelpOptions = true)
abstract class JoinCommand implements Callable<Integer> {
  /** {@code ct resume}. */
  @Command(
      name = "resume",
      description = "Opens the screen on a session; without an id, picks from this folder's.",
      customSynopsis = "ct resume [OPTIONS] [ID | --last] [PROMPT]",
      mixinStandardHelpOptions = true)
  static final class Resume extends JoinCommand {
    Resume(Surroundings around) {
      super(around, false);
    }
  }

  /** {@code ct fork}. */
  @Command(
      name = "fork",
      description = "Opens the screen on a new session that knows what another one's model saw.",
      customSynopsis = "ct fork [OPTIONS] [ID | --last] [PROMPT]",
      mixinStandardHelpOptions = true)
  static final class Fork extends JoinCommand {
    Fork(Surroundings around) {
      super(around, true);
    }
  }

  @Mixin SessionOptions session = new SessionOptions();

  @Parameters(arity = "0..*", paramLabel = "WORDS", hidden = true)
  List<String> words = new ArrayList<>();

  @Option(names = "--last", description = "this folder's newest session")
  boolean last;

  @Option(names = "--all", description = "sessions of any folder")
  boolean all;

  private final Surroundings around;
  private final boolean fork;

  JoinCommand(Surroundings around, boolean fork) {
    this.around = around;
    this.fork = fork;
  }

  @Override
  public Integer call() {
    int ids = last || words.isEmpty() ? 0 : 1;
    if (words.size() > ids + 1) {
      throw new CliFailure(
          fork ? "ct fork" : "ct resume",
          "there are several prompts",
          "Put the prompt into quotes.",
          ExitCode.USAGE);
    }
    return new ScreenRun(
            around,
            new ScreenWords(
                session,
                ScreenWords.opening(fork, ids == 1 ? words.getFirst() : null, last, all),
                words.size() > ids ? words.getLast() : null))
        .run();
  }
}
