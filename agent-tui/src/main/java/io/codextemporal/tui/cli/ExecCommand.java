package io.codextemporal.tui.cli;

import io.codextemporal.config.Amounts;
import io.codextemporal.protocol.UserText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ct exec}: one turn without a screen, in a new session or an old one. */
@Command(
    name = "exec",
    description = {
      "Runs one turn without a screen.",
      "With `resume` the next turn of a session, with `fork` a turn of a new session"
          + " that knows another's history."
    },
    customSynopsis = {
      "ct exec [OPTIONS] [PROMPT | -]",
      "       ct exec resume [OPTIONS] [ID | --last] [PROMPT | -]",
      "       ct exec fork [OPTIONS] [ID | --last] PROMPT"
    },
    mixinStandardHelpOptions = true)
final class ExecCommand implements Callable<Integer> {
  /** What the words say to do. */
  enum Mode {
    NEW,
    RESUME,
    FORK
  }

  @Mixin SessionOptions session = new SessionOptions();

  @Parameters(arity = "0..*", paramLabel = "WORDS", hidden = true)
  List<String> words = new ArrayList<>();

  @Option(names = "--json", description = "JSON lines on standard output")
  boolean json;

  @Option(names = "--deltas", description = "with --json: the answer while it streams")
  boolean deltas;

  @Option(
      names = {"-o", "--output-last-message"},
      paramLabel = "FILE",
      description = "writes the last answer there, if the turn succeeds")
  @Nullable Path lastMessage;

  @Option(
      names = "--output-schema",
      paramLabel = "FILE",
      description = "a JSON schema that the answer follows")
  @Nullable Path schema;

  @Option(names = "--skip-git-repo-check", description = "works outside a git repository")
  boolean skipGitCheck;

  @Option(names = "--ephemeral", description = "the session is deleted once it has answered")
  boolean ephemeral;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "waits no longer than that (90s, 5m, 2h); the session goes on")
  @Nullable String timeout;

  @Option(
      names = "--wait",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "DURATION",
      description = "sleeps through rate limits and outages, for as long as it takes or that long")
  @Nullable String wait;

  @Option(names = "--detach", description = "prints the session's id and returns")
  boolean detach;

  @Option(names = "--last", description = "this folder's newest session")
  boolean last;

  @Option(names = "--all", description = "with --last: of any folder")
  boolean all;

  private final Surroundings surroundings;

  ExecCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    long began = System.nanoTime();
    return new Exec(surroundings, this, began).run();
  }

  Mode mode() {
    return switch (words.isEmpty() ? "" : words.getFirst()) {
      case "resume" -> Mode.RESUME;
      case "fork" -> Mode.FORK;
      default -> Mode.NEW;
    };
  }

  /** The session that is meant, as it was typed; empty for {@code --last}. */
  Optional<String> id() {
    if (mode() == Mode.NEW || last) {
      return Optional.empty();
    }
    if (words.size() < 2) {
      throw usage("there is no session id", "Give an id, a prefix of one, or --last.");
    }
    return Optional.of(words.get(1));
  }

  /** The prompt with its images, which are left on this machine. */
  UserText message() {
    return UserText.of(prompt()).with(session.leaveImages(surroundings));
  }

  private String prompt() {
    List<String> rest = words.subList(mode() == Mode.NEW ? 0 : last ? 1 : 2, words.size());
    boolean appended = rest.size() == 2 && rest.get(1).equals("-");
    if (rest.size() > 1 && !appended) {
      throw usage(
          "there are several prompts: `" + rest.get(0) + "`, `" + rest.get(1) + "`",
          "Put the prompt into quotes.");
    }
    return PromptText.read(rest.stream().findFirst(), appended, surroundings.stdio(), "ct exec");
  }

  Optional<Duration> timeout() {
    return Optional.ofNullable(timeout).map(text -> duration("--timeout", text));
  }

  /** The longest single wait for a rate limit or an outage; null leaves it to the session. */
  @Nullable Duration patience() {
    if (wait == null) {
      return Exec.DEFAULT_PATIENCE;
    }
    return wait.isEmpty() ? null : duration("--wait", wait);
  }

  static Duration duration(String option, String text) {
    return Amounts.duration(text)
        .filter(duration -> duration.isPositive())
        .orElseThrow(() ->
            new CliFailure(
                option, "`" + text + "` is no duration", "Use 90s, 5m or 2h.", ExitCode.USAGE));
  }

  private static CliFailure usage(String why, String remedy) {
    return new CliFailure("ct exec", why, remedy, ExitCode.USAGE);
  }
}
