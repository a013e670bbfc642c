package io.codextemporal.workflow;

import io.codextemporal.conversation.OutputItems;
import io.codextemporal.loop.CallRunner;
import io.codextemporal.loop.ToolResult;
import io.codextemporal.loop.Tools;
import io.codextemporal.loop.TurnState;
import io.codextemporal.tool.ToolCall;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.util.List;

/** Runs the calls of a batch at once, each in a coroutine of its own. */
final class WorkflowTools implements Tools {
  private final CallRunner runner;

  WorkflowTools(CallRunner runner) {
    this.runner = runner;
  }

  @Override
  public List<ToolResult> run(TurnState turn, List<ToolCall> calls) {
    if (calls.size() == 1) {
      return List.of(run(turn, calls.getFirst()));
    }
    List<Promise<ToolResult>> results =
        calls.stream().map(call -> Async.function(() -> run(turn, call))).toList();
    return results.stream().map(Promise::get).toList();
  }

  /** A fault of ours in one call takes no other call with it. */
  private ToolResult run(TurnState turn, ToolCall call) {
    try {
      return runner.run(turn.turn(), call);
    } catch (RuntimeException e) {
      String text = call.name() + " failed: a fault of codex-temporal: " + e;
      return new ToolResult(
          call, OutputItems.output(call, text), null, text, ToolResult.Meaning.RAN);
    }
  }
}
