package io.codextemporal.activities.dispatch;

import io.codextemporal.activity.ToolRun;
import io.codextemporal.policy.TruncationPolicy;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;
import java.util.function.Function;

/**
 * A tool whose output is cut to what its reader gets of a tool. Not for one that cuts by itself.
 * Thread-safe if the tool is.
 */
public final class BudgetedTool implements Tool {
  private final Tool tool;
  private final Function<ToolRun, TruncationPolicy> budgets;

  /**
   * @param budgets what the reader of a call's output gets
   */
  public BudgetedTool(Tool tool, Function<ToolRun, TruncationPolicy> budgets) {
    this.tool = tool;
    this.budgets = budgets;
  }

  @Override
  public ToolOutcome run(ToolRun run, Progress progress)
      throws InterruptedException, IOException, BadArgumentsException {
    return cut(tool.run(run, progress), budgets.apply(run));
  }

  private static ToolOutcome cut(ToolOutcome outcome, TruncationPolicy budget) {
    return switch (outcome) {
      case ToolOutcome.Judged judged ->
          new ToolOutcome.Judged(
              judged.judgement(), judged.warnings(), cut(judged.outcome(), budget));
      case ToolOutcome.Completed done -> cut(done, budget);
      case ToolOutcome.NeedsApproval needs -> needs;
      case ToolOutcome.Refused refused -> refused;
      case ToolOutcome.OutcomeUnknown unknown -> unknown;
      case ToolOutcome.Unreadable unreadable -> unreadable;
    };
  }

  /** What stands before the body is the tool's own words, and short. */
  private static ToolOutcome cut(ToolOutcome.Completed done, TruncationPolicy budget) {
    String body = done.output().substring(done.bodyAt());
    return done.printing(done.output().substring(0, done.bodyAt()) + budget.cut(body));
  }
}
