package io.codextemporal.loop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.conversation.Sha256;
import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.tool.ToolCall;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code request_user_input}: the model asks the person one to three questions and waits. */
final class QuestionTool implements LoopTool {
  static final String NAME = "request_user_input";

  private static final int MOST_QUESTIONS = 3;
  private static final int LONGEST_HEADER = 12;

  private final Approvals approvals;
  private final Interruption interruption;
  private final InstantSource clock;

  QuestionTool(Approvals approvals, Interruption interruption, InstantSource clock) {
    this.approvals = approvals;
    this.interruption = interruption;
    this.clock = clock;
  }

  @Override
  public CallEnd run(@Nullable TurnId turn, ToolCall call, Arguments arguments)
      throws BadArguments {
    List<Ask.Question> questions = questions(arguments);
    ApprovalOutcome outcome =
        approvals.ask(
            new PendingRequest(
                call.id(),
                turn,
                new Ask.Questions(questions),
                "",
                "the model asks",
                Sha256.hex(arguments.object().toString()),
                clock.instant()));
    return switch (outcome) {
      case ApprovalOutcome.Answered(Map<String, List<String>> answers, String by) ->
          CallEnd.done(json(questions, answers));
      case ApprovalOutcome.Interrupted interrupted -> CallEnd.notStarted();
      case ApprovalOutcome.Decided(ApprovalDecision decision, String by) -> decided(decision, by);
    };
  }

  private CallEnd decided(ApprovalDecision decision, String by) {
    return switch (decision) {
      case ApprovalDecision.Denied(String reason) -> CallEnd.denied(reason);
      case ApprovalDecision.Abort abort -> {
        interruption.interrupt(by);
        yield CallEnd.deniedForGood();
      }
      case ApprovalDecision.Approved once -> unanswered();
      case ApprovalDecision.ApprovedForTurn turned -> unanswered();
      case ApprovalDecision.ApprovedForSession session -> unanswered();
      case ApprovalDecision.ApprovedWithAmendment amended -> unanswered();
      case ApprovalDecision.Unknown unknown -> unanswered();
    };
  }

  private static CallEnd unanswered() {
    return CallEnd.failed("the user gave no answer");
  }

  private static List<Ask.Question> questions(Arguments arguments) throws BadArguments {
    List<Arguments> asked = arguments.objects("questions");
    if (asked.isEmpty() || asked.size() > MOST_QUESTIONS) {
      throw new BadArguments("`questions` must hold one to three questions");
    }
    Set<String> ids = new HashSet<>();
    List<Ask.Question> questions = new ArrayList<>();
    for (Arguments question : asked) {
      if (!ids.add(question.text("id"))) {
        throw new BadArguments("two questions have the id `" + question.text("id") + "`");
      }
      questions.add(
          new Ask.Question(
              question.text("id"), header(question), question.text("question"), options(question)));
    }
    return questions;
  }

  private static String header(Arguments question) throws BadArguments {
    String header = question.text("header");
    if (header.codePointCount(0, header.length()) > LONGEST_HEADER) {
      throw new BadArguments("a header has at most 12 characters: `" + header + "`");
    }
    return header;
  }

  private static List<Ask.Option> options(Arguments question) throws BadArguments {
    List<Ask.Option> options = new ArrayList<>();
    for (Arguments option : question.objects("options")) {
      options.add(new Ask.Option(option.text("label"), option.text("description")));
    }
    if (options.size() < 2 || options.size() > 3) {
      throw new BadArguments("a question has two or three options");
    }
    return options;
  }

  /** In the order of the questions, so that every run of the session writes the same. */
  private static String json(List<Ask.Question> questions, Map<String, List<String>> answers) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode byId = root.putObject("answers");
    for (Ask.Question question : questions) {
      List<String> given = answers.getOrDefault(question.id(), List.of());
      given.forEach(byId.putObject(question.id()).putArray("answers")::add);
    }
    return root.toString();
  }
}
