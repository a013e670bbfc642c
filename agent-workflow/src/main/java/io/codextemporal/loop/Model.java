package io.codextemporal.loop;

import io.codextemporal.conversation.History;

/** Port: asks the model what comes next. Blocks until there is an outcome; never throws. */
public interface Model {
  ModelOutcome answer(TurnState turn, History history);
}
