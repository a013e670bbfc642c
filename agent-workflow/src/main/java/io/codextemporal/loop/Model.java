package io.codextemporal.loop;

import io.codextemporal.conversation.History;

/**
 * Port: asks the model what comes next. Blocks until there is an outcome; never throws.
 *
 * <p>A request names {@link History#answered} as its known beginning and carries what came since,
 * in {@link History#generation}; the loop marks what was answered.
 */
public interface Model {
  ModelOutcome answer(TurnState turn, History history);
}
