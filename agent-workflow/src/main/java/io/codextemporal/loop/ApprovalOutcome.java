package io.codextemporal.loop;

import io.codextemporal.protocol.ApprovalDecision;
import java.util.List;
import java.util.Map;

/** What came of asking a person. */
public sealed interface ApprovalOutcome {
  record Decided(ApprovalDecision decision, String by) implements ApprovalOutcome {}

  /** Answers to questions, by question id. */
  record Answered(Map<String, List<String>> answers, String by) implements ApprovalOutcome {}

  /** The turn was interrupted while the question was open. */
  record Interrupted() implements ApprovalOutcome {}
}
