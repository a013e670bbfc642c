package io.codextemporal.tui.cli;

import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.SessionId;
import java.util.List;
import java.util.stream.Collectors;

/** Pure: an open question in words, and the command line that answers it. */
final class Asks {
  /** What is asked, on one or more lines. */
  static String text(Ask ask) {
    return switch (ask) {
      case Ask.Command command ->
          (command.unconfined()
                  ? "May this command run outside the sandbox?\n"
                  : "May this command run?\n")
              + indent(command.script());
      case Ask.Patch patch -> "May this patch be applied?\n" + indent(patch.diff());
      case Ask.Fetch fetch -> "May this page be read?\n" + indent(fetch.url());
      case Ask.Questions questions ->
          questions.questions().stream().map(Asks::question).collect(Collectors.joining("\n"));
      case Ask.UnknownOutcome unknown ->
          "This command may or may not have run. Run it again?\n"
              + indent(unknown.command())
              + "\n"
              + indent(unknown.evidence());
      case Ask.Unknown unknown -> "A question this program is too old to show.";
    };
  }

  /** The question with its reason and folder, then the ready line. */
  static List<String> full(SessionId session, PendingRequest request) {
    String reason = request.reason().isBlank() ? "" : "\nReason: " + request.reason();
    return List.of(
        text(request.ask()) + reason + "\nFolder: " + request.cwd(),
        "Answer with: " + line(session, request));
  }

  /** The command that answers the question as it was shown. */
  static String line(SessionId session, PendingRequest request) {
    String answers = request.ask() instanceof Ask.Questions asked ? Answers.line(asked) : "";
    return "ct approve " + session + " " + quoted(request.call().value()) + answers;
  }

  /** One line for a list. */
  static String brief(Ask ask) {
    String[] lines = text(ask).strip().split("\n");
    String first = lines.length > 1 && !(ask instanceof Ask.Questions) ? lines[1] : lines[0];
    return first.strip();
  }

  private static String question(Ask.Question question) {
    return question.options().stream()
        .map(option -> "  - " + option.label() + ": " + option.description())
        .collect(Collectors.joining("\n", question.question() + "\n", ""))
        .stripTrailing();
  }

  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_.:/@%+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static String indent(String text) {
    return text.stripTrailing().indent(2).stripTrailing();
  }

  private Asks() {}
}
