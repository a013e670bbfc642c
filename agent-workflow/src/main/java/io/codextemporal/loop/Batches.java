package io.codextemporal.loop;

import io.codextemporal.conversation.History;
import io.codextemporal.conversation.OpenCall;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.conversation.Sha256;
import io.codextemporal.loop.ToolResult.Meaning;
import io.codextemporal.tool.ToolCall;
import java.util.List;

/** Runs the calls of one answer and puts their outputs into the history, in call order. */
final class Batches {
  static final int MOST_IDENTICAL = 5;
  static final int MOST_DENIALS = 3;
  static final String TOO_MANY_IDENTICAL =
      "The model made the same tool calls 5 times in a row with the same results; the turn was"
          + " ended. Tell it what to do differently.";
  static final String TOO_MANY_DENIALS =
      "Everything the model asked for was denied 3 times in a row; the turn was ended. Tell it what"
          + " to do instead.";

  private static final String SEPARATOR = "\0";

  private final Tools tools;
  private final History history;

  Batches(Tools tools, History history) {
    this.tools = tools;
    this.history = history;
  }

  /** {@code digest} is the same for the same calls with the same results. */
  record Outcome(String digest, boolean allDenied, boolean interrupted) {}

  Outcome run(TurnState turn, List<ToolCall> calls) {
    List<ToolResult> results = tools.run(turn, calls);
    results.forEach(result -> history.append(result.item(), result.keptDigest()));
    answerForgotten();
    return new Outcome(
        digest(results),
        results.stream().allMatch(result -> result.meaning() == Meaning.DENIED),
        results.stream().anyMatch(result -> result.meaning() == Meaning.INTERRUPTED));
  }

  /**
   * Gives every call without an output one, since the provider would refuse the next request: calls
   * of a conversation that was cut where it came from.
   */
  void answerForgotten() {
    for (OpenCall forgotten : history.openCalls()) {
      history.append(OutputItems.output(forgotten.id(), forgotten.custom(), OutputItems.ABORTED));
    }
  }

  private static String digest(List<ToolResult> results) {
    StringBuilder batch = new StringBuilder();
    for (ToolResult result : results) {
      batch
          .append(result.call().name())
          .append(SEPARATOR)
          .append(result.call().arguments())
          .append(SEPARATOR)
          .append(result.essence())
          .append(SEPARATOR);
    }
    return Sha256.hex(batch.toString());
  }
}
