package io.codextemporal.tui.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.protocol.RunSize;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionSummary;
import io.codextemporal.tui.session.Description;
import io.codextemporal.tui.session.Patience;
import io.codextemporal.tui.session.Services;
import io.codextemporal.tui.session.SessionClient;
import io.codextemporal.tui.session.SessionFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ct show}: one session. */
@Command(
    name = "show",
    description = "Shows one session: status, what it waits for, plan, usage, worker, children.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  @Mixin SessionArgument argument = new SessionArgument();

  @Option(names = "--json", description = "one JSON object")
  boolean json;

  private final Surroundings around;

  ShowCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    argument.check();
    Services services = around.services();
    SessionClient client = services.client();
    SessionId session = argument.of(client, around);
    Description description = client.describe(session);
    Optional<SessionDetail> told = detail(services, client, session, description);
    if (told.isEmpty()) {
      return brief(description);
    }
    SessionDetail detail = told.get();
    SessionSummary summary =
        description.open()
            ? detail.summary()
            : description.row().map(row -> row.summary()).orElse(detail.summary());
    RunSize run = size(detail.run(), description);
    Decisions decisions = new Decisions();
    client.tail(session, 0, decisions::take);
    if (json) {
      ObjectNode object = SessionJson.detail(summary, detail, run);
      object.set("decisions", decisions.json());
      around.stdio().out().println(object);
    } else {
      SessionText.detail(summary, detail, run)
          .forEach(line -> around.stdio().out().println(PlainText.of(line)));
      decisions.lines().forEach(line -> around.stdio().out().println(PlainText.of(line)));
      description.workers().forEach(worker -> around.stdio().out().println("worker   " + worker));
    }
    return ExitCode.OK;
  }

  /** Empty for a session that was ended by force: no worker can read it. */
  private static Optional<SessionDetail> detail(
      Services services, SessionClient client, SessionId session, Description description) {
    try {
      return Optional.of(Patience.withWorker(services, description, () -> client.show(session)));
    } catch (SessionFailure e) {
      if (description.open() || description.row().isEmpty()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** What Temporal alone knows. */
  private int brief(Description description) {
    SessionSummary summary = description.row().orElseThrow().summary();
    RunSize run =
        new RunSize(
            description.events(),
            description.bytes(),
            0,
            description.events(),
            description.bytes());
    if (json) {
      around.stdio().out().println(SessionJson.brief(summary, run));
    } else {
      SessionText.table(List.of(summary), true)
          .forEach(line -> around.stdio().out().println(PlainText.of(line)));
    }
    return ExitCode.OK;
  }

  /** The session counts what its earlier runs took; Temporal knows the current run's size best. */
  static RunSize size(RunSize told, Description description) {
    long events = Math.max(description.events(), 0);
    long bytes = Math.max(description.bytes(), 0);
    return new RunSize(
        events,
        bytes,
        told.continued(),
        told.totalEvents() - told.events() + events,
        told.totalBytes() - told.bytes() + bytes);
  }

  static Optional<String> machine(Description description) {
    return description.row().map(row -> row.summary().machine());
  }
}
