package io.codextemporal.tui.cli;

import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.tui.session.Description;
import io.codextemporal.tui.session.Patience;
import io.codextemporal.tui.session.Services;
import io.codextemporal.tui.session.SessionClient;
import io.codextemporal.tui.session.SessionDirectory;
import io.codextemporal.tui.session.SessionFailure;
import io.codextemporal.tui.session.SessionRow;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ct approvals}: every open question of every session. */
@Command(
    name = "approvals",
    description = "Lists every open question of every session.",
    mixinStandardHelpOptions = true)
final class ApprovalsCommand implements Callable<Integer> {
  @Option(names = "--json", description = "one JSON object a line")
  boolean json;

  private final Surroundings around;

  ApprovalsCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Services services = around.services();
    SessionClient client = services.client();
    List<SessionRow> waiting = new SessionDirectory(client).waiting();
    int code = ExitCode.OK;
    for (SessionRow row : waiting) {
      SessionId session = row.summary().session();
      try {
        Description description = client.describe(session);
        if (description.open()) {
          Patience.withWorker(services, description, () -> client.show(session))
              .pending()
              .forEach(request -> print(session, request));
        }
      } catch (SessionFailure e) {
        around.stdio().err().println("ct: session " + session + ": " + e.getMessage());
        code = ExitCode.UNAVAILABLE;
      }
    }
    return code;
  }

  private void print(SessionId session, PendingRequest request) {
    PrintStream out = around.stdio().out();
    if (json) {
      out.println(PendingJson.ofSession(session, request));
    } else {
      out.println(PlainText.of("session " + session + ", call " + request.call()));
      Asks.full(session, request).forEach(line -> out.println(PlainText.of(line)));
      out.println();
    }
  }
}
