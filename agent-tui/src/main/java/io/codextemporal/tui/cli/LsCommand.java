package io.codextemporal.tui.cli;

import io.codextemporal.config.Machine;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.protocol.SessionSummary;
import io.codextemporal.protocol.WaitingFor;
import io.codextemporal.tui.session.Household;
import io.codextemporal.tui.session.Services;
import io.codextemporal.tui.session.SessionDirectory;
import io.codextemporal.tui.session.SessionRow;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ct ls}: sessions, newest first. */
@Command(
    name = "ls",
    description = "Lists sessions, newest first: this folder's, another's, or all.",
    mixinStandardHelpOptions = true)
final class LsCommand implements Callable<Integer> {
  @Option(names = "--json", description = "one JSON object a line")
  boolean json;

  @Option(names = "--all", description = "of every folder")
  boolean all;

  @Option(names = "--cwd", paramLabel = "DIR", description = "of that folder")
  @Nullable Path cwd;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "working, waiting, sleeping, idle, failed or closed")
  @Nullable String status;

  private final Surroundings around;

  LsCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Optional<SessionState> wanted = Optional.ofNullable(status).map(LsCommand::state);
    Services services = around.services();
    SessionDirectory directory = new SessionDirectory(services.client());
    Path folder = cwd == null ? around.here() : around.here().resolve(cwd);
    List<SessionRow> rows =
        directory.list(all ? Optional.empty() : Optional.of(Naming.real(folder)));
    PrintStream out = around.stdio().out();
    List<SessionSummary> shown =
        rows.stream()
            .map(row -> asItStands(row, services.household()).summary())
            .filter(session -> wanted.isEmpty() || session.status().state() == wanted.get())
            .toList();
    if (json) {
      shown.forEach(session -> out.println(SessionJson.line(session)));
    } else {
      SessionText.table(shown, all).forEach(line -> out.println(PlainText.of(line)));
      if (shown.isEmpty()) {
        around
            .stdio()
            .err()
            .println(all ? "no sessions" : "no sessions here; ct ls --all lists every one");
      }
    }
    out.flush();
    return ExitCode.OK;
  }

  /** A session that would work, on this machine, where no worker lives, waits for one. */
  static SessionRow asItStands(SessionRow row, Household household) {
    SessionSummary summary = row.summary();
    boolean stuck =
        summary.status().state() == SessionState.WORKING
            && summary.machine().equals(Machine.name())
            && !household.hasWorker();
    return stuck
        ? row.withStatus(
            new SessionStatus(
                SessionState.WAITING,
                WaitingFor.WORKER,
                null,
                summary.status().turn(),
                "no worker on " + summary.machine()))
        : row;
  }

  private static SessionState state(String text) {
    List<SessionState> known =
        Arrays.stream(SessionState.values())
            .filter(state -> state != SessionState.UNKNOWN)
            .toList();
    return known.stream()
        .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() ->
            new CliFailure(
                "--status",
                "it cannot be `" + text + "`",
                "Use working, waiting, sleeping, idle, failed or closed.",
                ExitCode.USAGE));
  }
}
