package io.codextemporal.tui.session;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.tui.model.Composer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A session as a Markdown file: what was said, what was run with its output, and what was decided
 * about it: what was asked, who answered, by which rule it ran.
 */
final class SessionExport {
  private final SessionClient client;
  private final SessionId session;

  SessionExport(SessionClient client, SessionId session) {
    this.client = client;
    this.session = session;
  }

  /** Writes a file that is not there yet; {@code name} is taken from {@code folder}. */
  Path write(String folder, @Nullable String name) throws IOException {
    Path file = Path.of(folder).resolve(name == null ? "session-" + session + ".md" : name);
    StringBuilder text = new StringBuilder("# Session " + session + "\n");
    client.tail(session, 0, page -> page.forEach(event -> part(event).ifPresent(text::append)));
    Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return file;
  }

  static Optional<String> part(SequencedEvent event) {
    return Optional.ofNullable(
        switch (event.event()) {
          case AgentEvent.UserMessage said ->
              "\n## User\n\n" + Composer.labelled(said.text(), said.images()) + "\n";
          case AgentEvent.AgentMessage said -> "\n## Agent\n\n" + said.text() + "\n";
          case AgentEvent.ToolCallStarted call -> "\n### " + call.title() + "\n";
          case AgentEvent.ToolCallEnded call -> ended(call);
          case AgentEvent.RequestOpened open ->
              "\nAsked " + event.at() + asked(open.request()) + "\n";
          case AgentEvent.RequestClosed closed ->
              "\nAnswered %s about call %s: %s%s\n"
                  .formatted(
                      event.at(),
                      closed.call(),
                      closed.outcome(),
                      closed.by().isEmpty() ? "" : " by " + closed.by());
          case AgentEvent.SessionOpened _,
              AgentEvent.OpAccepted _,
              AgentEvent.OpRefused _,
              AgentEvent.TurnStarted _,
              AgentEvent.Reasoning _,
              AgentEvent.PlanUpdated _,
              AgentEvent.UsageUpdated _,
              AgentEvent.SleepStarted _,
              AgentEvent.SleepEnded _,
              AgentEvent.QueueChanged _,
              AgentEvent.TerminalsChanged _,
              AgentEvent.SettingsChanged _,
              AgentEvent.FilesListed _,
              AgentEvent.DiffShown _,
              AgentEvent.Warning _,
              AgentEvent.TurnCompleted _,
              AgentEvent.TurnFailed _,
              AgentEvent.TurnAborted _,
              AgentEvent.SessionClosed _,
              AgentEvent.Unknown _ ->
              null;
        });
  }

  private static @Nullable String ended(AgentEvent.ToolCallEnded call) {
    Judgement judgement = call.judgement();
    String decided =
        judgement == null
            ? ""
            : "\nDecided about call %s: %s%s (%s)\n"
                .formatted(
                    call.call(),
                    judgement.verdict(),
                    judgement.sandboxed() ? " in the sandbox" : "",
                    judgement.why());
    String output = call.output().isBlank() ? "" : "\n" + fenced(call.output()) + "\n";
    return decided.isEmpty() && output.isEmpty() ? null : decided + output;
  }

  /** Exactly what a person was shown. */
  private static String asked(PendingRequest request) {
    return " about call %s, in %s%s (digest %s):\n\n%s"
        .formatted(
            request.call(),
            request.cwd(),
            request.reason().isBlank() ? "" : ", because " + request.reason(),
            request.digest(),
            fenced(shown(request.ask())));
  }

  private static String shown(Ask ask) {
    return switch (ask) {
      case Ask.Command command ->
          command.script()
              + (command.unconfined() ? "\n(outside the sandbox)" : "")
              + "\nargv: "
              + command.command()
              + (command.amendment() == null ? "" : "\nrule offered: " + command.amendment());
      case Ask.Patch patch -> patch.diff();
      case Ask.Fetch fetch -> fetch.url();
      case Ask.Questions questions ->
          questions.questions().stream()
              .map(Ask.Question::question)
              .collect(Collectors.joining("\n"));
      case Ask.UnknownOutcome unknown -> unknown.command() + "\n" + unknown.evidence();
      case Ask.Unknown unknown -> "a question of a newer program";
    };
  }

  private static String fenced(String output) {
    String fence = "```";
    while (output.contains(fence)) {
      fence += "`";
    }
    return fence + "\n" + output.stripTrailing() + "\n" + fence;
  }
}
