package io.codextemporal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.conversation.ItemView;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.PlanStep;
import io.codextemporal.protocol.TurnId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plan and the questions. */
class LoopToolsTest {
  private static final String QUESTIONS =
      """
      {"questions":[
        {"id":"db","header":"Database","question":"Which?",
         "options":[{"label":"SQLite","description":"a file"},
                    {"label":"Postgres","description":"a server"}]},
        {"id":"when","header":"When","question":"When?",
         "options":[{"label":"now","description":""},{"label":"later","description":""}]}]}\
      """;

  private final LoopStage stage = new LoopStage();

  private String run(String tool, String arguments) {
    ToolResult result =
        stage.runner().run(new TurnId("turn-1"), Replies.call("a", tool, arguments, false));
    return ((ItemView.FunctionCallOutput) ItemView.of(result.item())).output();
  }

  @Test
  void updatesThePlan() {
    String output =
        run(
            "update_plan",
            """
            {"explanation":"why","plan":[{"step":"read","status":"completed"},
             {"step":"write","status":"in_progress"},{"step":"test","status":"pending"}]}\
            """);

    assertThat(output).isEqualTo("Plan updated");
    assertThat(stage.told(AgentEvent.PlanUpdated.class).getFirst().plan().steps())
        .containsExactly(
            new PlanStep("read", "completed"),
            new PlanStep("write", "in_progress"),
            new PlanStep("test", "pending"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{\"plan\":[{\"step\":\"a\",\"status\":\"in_progress\"},{\"step\":\"b\",\"status\":\"in_progress\"}]}"
            + "|at most one step can be in_progress at a time",
        "{\"plan\":[{\"step\":\"a\",\"status\":\"doing\"}]}"
            + "|unknown status `doing`, expected pending, in_progress or completed",
        "{\"plan\":[{\"step\":\"a\"}]}|missing field `status`",
        "{\"plan\":{}}|`plan` must be an array",
        "{\"plan\":[1]}|expected a JSON object",
        "{\"plan\":[{\"step\":1,\"status\":\"pending\"}]}|`step` must be a string",
        "{}|missing field `plan`",
        "[]|expected a JSON object",
        "\"\"|expected a JSON object",
      })
  void aBadPlanIsExplained(String arguments, String why) {
    assertThat(run("update_plan", arguments))
        .isEqualTo("failed to parse function arguments: " + why);
    assertThat(stage.told(AgentEvent.PlanUpdated.class)).isEmpty();
  }

  @Test
  void asksAndWritesAnswersInTheOrderOfTheQuestions() {
    stage.approvals.person =
        request ->
            new ApprovalOutcome.Answered(
                Map.of("when", List.of("now"), "db", List.of("SQLite", "but fast"), "x", List.of()),
                "ada");

    assertThat(run("request_user_input", QUESTIONS))
        .isEqualTo(
            "{\"answers\":{\"db\":{\"answers\":[\"SQLite\",\"but"
                + " fast\"]},\"when\":{\"answers\":[\"now\"]}}}");
    Ask.Questions asked = (Ask.Questions) stage.approvals.asked.getFirst().ask();
    assertThat(asked.questions()).extracting(Ask.Question::id).containsExactly("db", "when");
    assertThat(stage.approvals.asked.getFirst().digest()).hasSize(64);
  }

  @Test
  void aQuestionMayBeDenied() {
    stage.approvals.decides(new ApprovalDecision.Denied("decide yourself"));
    assertThat(run("request_user_input", QUESTIONS)).isEqualTo("rejected by user: decide yourself");
  }

  @Test
  void anApprovalAnswersNoQuestion() {
    stage.approvals.decides(new ApprovalDecision.Approved());
    assertThat(run("request_user_input", QUESTIONS)).isEqualTo("the user gave no answer");
  }

  @Test
  void badQuestionsAreNotAsked() {
    String one = "{\"id\":\"a\",\"header\":\"H\",\"question\":\"Q\",\"options\":%s}";
    String options =
        "[{\"label\":\"l\",\"description\":\"d\"},{\"label\":\"m\",\"description\":\"d\"}]";
    String good = one.formatted(options);
    for (String questions :
        List.of(
            "[]",
            "["
                + String.join(
                    ",",
                    good,
                    good.replace("\"a\"", "\"b\""),
                    good.replace("\"a\"", "\"c\""),
                    good.replace("\"a\"", "\"d\""))
                + "]",
            "[" + good + "," + good + "]",
            "[" + one.formatted("[]") + "]",
            "[" + good.replace("\"H\"", "\"thirteen chars\"") + "]")) {
      assertThat(run("request_user_input", "{\"questions\":" + questions + "}"))
          .startsWith("failed to parse function arguments: ");
    }
    assertThat(stage.approvals.asked).isEmpty();
  }
}
