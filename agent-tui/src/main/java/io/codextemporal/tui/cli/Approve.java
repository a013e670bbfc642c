package io.codextemporal.tui.cli;

import io.codextemporal.config.Machine;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.tui.session.Description;
import io.codextemporal.tui.session.Ids;
import io.codextemporal.tui.session.OpAnswer;
import io.codextemporal.tui.session.OpAnswer.Answer;
import io.codextemporal.tui.session.SessionClient;
import io.codextemporal.tui.session.SessionFailure;
import io.codextemporal.tui.session.Who;
import java.util.List;
import java.util.Optional;

/** One run of {@code ct approve}: finds the questions, answers them, and waits for the session. */
final class Approve {
  private final Surroundings around;
  private final ApproveCommand command;
  private final SessionClient client;

  Approve(Surroundings around, ApproveCommand command) {
    this.around = around;
    this.command = command;
    this.client = around.services().client();
  }

  int run() {
    SessionId session = new Naming(client, around).session(Optional.of(command.id), false, false);
    Description description = client.describe(session);
    String machine = ShowCommand.machine(description).orElse(Machine.name());
    if (!description.open()) {
      throw new CliFailure(
          "session " + session, "it is closed, nothing is open in it", "", ExitCode.FAILED);
    }
    Optional<SessionDetail> detail =
        Answering.within(OpAnswer.PATIENCE, () -> client.show(session));
    if (detail.isEmpty()) {
      return unseen(session, machine);
    }
    long after = client.watermark(session);
    List<PendingRequest> open = detail.get().pending();
    for (PendingRequest request : chosen(session, open)) {
      answer(session, request, after, machine);
    }
    return ExitCode.OK;
  }

  private void answer(SessionId session, PendingRequest request, long after, String machine) {
    OpId op = Ids.op();
    client.send(session, op(session, request, op));
    Answer answer =
        new OpAnswer(client, session, after)
            .to(op, OpAnswer.PATIENCE)
            .orElseThrow(() -> Answering.sent(machine));
    answer
        .refusal()
        .filter(reason -> !command.forTurn || !reason.contains(": approved_for_turn by "))
        .ifPresent(reason -> {
          throw new CliFailure(
              "call " + request.call(), reason, "See: ct show " + session, ExitCode.FAILED);
        });
    around.stdio().out().println(word() + " " + request.call());
  }

  private Op op(SessionId session, PendingRequest request, OpId op) {
    String call = request.call().value();
    boolean refuses = command.deny || command.abort;
    if (request.ask() instanceof Ask.Questions asked && !refuses) {
      if (command.answers.isEmpty()) {
        throw new CliFailure(
            "call " + call,
            "it is a question and wants an answer: " + Answers.choices(asked),
            "Answer with: " + Asks.line(session, request) + ", or --deny it.",
            ExitCode.USAGE);
      }
      return new Op.Answer(
          op, Who.as("approve"), request.call(), Answers.to(call, asked, command.answers));
    }
    if (!command.answers.isEmpty()) {
      throw new CliFailure(
          "call " + call,
          "it asks for an approval, not for answers",
          "Leave --answer out, or --deny it.",
          ExitCode.USAGE);
    }
    String digest = command.digest == null ? request.digest() : command.digest;
    return new Op.Approval(
        op, Who.as("approve"), request.call(), command.decision(request), digest);
  }

  private String word() {
    if (!command.answers.isEmpty()) {
      return "answered";
    }
    return command.deny
        ? "denied"
        : command.abort
            ? "aborted"
            : command.forTurn
                ? "approved for the turn"
                : command.forSession
                    ? "approved for the session"
                    : command.always ? "approved for good" : "approved";
  }

  private List<PendingRequest> chosen(SessionId session, List<PendingRequest> open) {
    if (command.call != null) {
      CallId call = new CallId(command.call);
      return List.of(
          open.stream()
              .filter(request -> request.call().equals(call))
              .findFirst()
              .orElseThrow(() -> notOpen(session, call)));
    }
    if (open.isEmpty()) {
      throw new CliFailure(
          "session " + session,
          "no question is open",
          "See: ct show " + session,
          ExitCode.NOT_FOUND);
    }
    if (open.size() > 1 && !command.all) {
      throw new CliFailure(
          "session " + session,
          open.size() + " questions are open",
          "Name the call ("
              + String.join(", ", open.stream().map(each -> each.call().value()).toList())
              + ") or say --all.",
          ExitCode.USAGE);
    }
    return open;
  }

  /** Tells a call that was answered, and by whom, from one that never was. */
  private CliFailure notOpen(SessionId session, CallId call) {
    String[] last = {""};
    client.tail(
        session,
        0,
        page ->
            page.forEach(event -> {
              if (event.event() instanceof AgentEvent.RequestClosed closed
                  && closed.call().equals(call)) {
                last[0] =
                    "it is answered already: "
                        + closed.outcome()
                        + (closed.by().isBlank() ? "" : " by " + closed.by());
              }
            }));
    return last[0].isEmpty()
        ? new CliFailure(
            "call " + call,
            "session " + session + " has no such open question",
            "ct approvals lists them.",
            ExitCode.NOT_FOUND)
        : new CliFailure("call " + call, last[0], "See: ct show " + session, ExitCode.FAILED);
  }

  /** Nobody can tell what is open; an answer to a named call is durable all the same. */
  private int unseen(SessionId session, String machine) {
    if (command.call == null || command.always) {
      throw new CliFailure(
          "no worker on " + machine,
          "nobody can tell what is open in session " + session,
          "Start one there: ct worker start",
          ExitCode.UNAVAILABLE);
    }
    PendingRequest unknown =
        new PendingRequest(
            new CallId(command.call), null, new Ask.Unknown(), "", "", "", java.time.Instant.EPOCH);
    try {
      client.send(session, unseen(unknown));
    } catch (SessionFailure e) {
      throw new CliFailure("session " + session, e.why(), e.remedy(), ExitCode.FAILED, e);
    }
    throw Answering.sent(machine);
  }

  private Op unseen(PendingRequest unknown) {
    return command.answers.isEmpty()
        ? new Op.Approval(
            Ids.op(), Who.as("approve"), unknown.call(), command.decision(unknown), command.digest)
        : new Op.Answer(
            Ids.op(), Who.as("approve"), unknown.call(), Answers.unseen(command.answers));
  }
}
