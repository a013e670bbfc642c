package io.codextemporal.loop;

import io.codextemporal.conversation.ModelReply;

/** What came of asking the model. */
public sealed interface ModelOutcome {
  record Replied(ModelReply reply) implements ModelOutcome {}

  /** A steer came while it answered: the answer was dropped, ask again with the steer. */
  record Steered() implements ModelOutcome {}

  record Interrupted() implements ModelOutcome {}
}
