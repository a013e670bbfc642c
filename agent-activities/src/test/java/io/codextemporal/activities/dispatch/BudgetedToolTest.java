package io.codextemporal.activities.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.catalogue.ModelCatalogue;
import io.codextemporal.activities.catalogue.OutputBudgets;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.policy.TruncationPolicy;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.protocol.WebSearch;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome;
import io.codextemporal.tool.ToolOutcome.Completed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BudgetedToolTest {
  private static final OutputBudgets BUDGETS = new OutputBudgets(new ModelCatalogue());

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
    assertThat(BUDGETS.of(call("gpt-5.5", null))).isEqualTo(TruncationPolicy.tokens(10_000));
    assertThat(BUDGETS.of(call("llama", null))).isEqualTo(TruncationPolicy.bytes(10_000));
    assertThat(BUDGETS.of(call(null, null))).isEqualTo(TruncationPolicy.bytes(10_000));
  }

  @Test
  void theSessionsSettingsSayItForAllAndNoMoreThanTravels() {
    assertThat(BUDGETS.of(call("gpt-5.5", 500L))).isEqualTo(TruncationPolicy.tokens(500));
    assertThat(BUDGETS.of(call("llama", 9_000_000L))).isEqualTo(TruncationPolicy.tokens(15_500));
    assertThat(BUDGETS.of(call("llama", -1L))).isEqualTo(TruncationPolicy.tokens(1));
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
    ToolOutcome outcome = new BudgetedTool(tool, BUDGETS::of).run(call(model, null), QUIET);
    return (Completed) ((ToolOutcome.Judged) outcome).outcome();
  }

  private static ToolRun call(@Nullable String model, @Nullable Long outputTokens) {
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
            ToolSettings.EnvironmentPolicy.DEFAULT,
            null,
            false,
            false,
            WebSearch.OFF,
            outputTokens),
        null,
        List.of(),
        false,
        50,
        model,
        null);
  }
}
