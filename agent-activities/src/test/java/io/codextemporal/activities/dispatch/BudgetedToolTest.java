package io.codextemporal.activities.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.catalogue.ModelCatalogue;
import io.codextemporal.activities.catalogue.OutputBudgets;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.ConfigLayers;
import io.codextemporal.config.Places;
import io.codextemporal.policy.TruncationPolicy;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome;
import io.codextemporal.tool.ToolOutcome.Completed;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BudgetedToolTest {
  private static final Progress QUIET =
      new Progress() {
        @Override
        public void output(String text) {
          // Nobody looks.
        }

        @Override
        public Stop stop() {
          return Stop.NONE;
        }
      };

  @Test
  void eachModelGetsWhatItsRecordSays() {
    OutputBudgets budgets = budgets();
    assertThat(budgets.of("gpt-5.5")).isEqualTo(TruncationPolicy.tokens(10_000));
    assertThat(budgets.of("llama")).isEqualTo(TruncationPolicy.bytes(10_000));
    assertThat(budgets.of(null)).isEqualTo(TruncationPolicy.bytes(10_000));
  }

  @Test
  void theConfigurationSaysItForAllAndNoMoreThanTravels() {
    assertThat(budgets("tool_output_token_limit = 500").of("gpt-5.5"))
        .isEqualTo(TruncationPolicy.tokens(500));
    assertThat(budgets("tool_output_token_limit = 9000000").of("llama"))
        .isEqualTo(TruncationPolicy.tokens(15_500));
  }

  @Test
  void longOutputsKeepTheirEndsAndWhatTheToolSaysFirst() throws Exception {
    String long30 = "a".repeat(15_000) + "z".repeat(15_000);
    assertThat(run("gpt-5.5", long30).output()).isEqualTo("Output:\n" + long30);
    assertThat(run("llama", long30).output())
        .isEqualTo("Output:\n" + "a".repeat(5_000) + "…20000 chars truncated…" + "z".repeat(5_000));
  }

  private static Completed run(String model, String printed) throws Exception {
    Tool tool =
        (run, progress) ->
            new ToolOutcome.Judged(
                new Judgement("run", false, "test"),
                List.of(),
                new Completed("Output:\n" + printed, 8, true, 0, 1, null, null));
    ToolOutcome outcome = new BudgetedTool(tool, budgets()::of).run(call(model), QUIET);
    return (Completed) ((ToolOutcome.Judged) outcome).outcome();
  }

  private static ToolRun call(@Nullable String model) {
    return new ToolRun(
        new SessionId("01990000-0000-7000-8000-000000000001"),
        null,
        new ToolCall(new CallId("c"), "read_file", "{}", false, RetryClass.READ_ONLY),
        new ToolSettings(
            "/",
            ApprovalMode.NEVER,
            SandboxMode.READ_ONLY,
            false,
            List.of(),
            null,
            ToolSettings.EnvironmentPolicy.DEFAULT),
        null,
        List.of(),
        false,
        50,
        model,
        null);
  }

  private static OutputBudgets budgets(String... lines) {
    Path nowhere = Path.of("/nonexistent");
    return new OutputBudgets(
        new ModelCatalogue(),
        ConfigLayers.load(new Places(nowhere, nowhere), nowhere, null, List.of(lines)));
  }
}
