package io.codextemporal.loop;

import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.History;
import io.codextemporal.conversation.ModelReply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** A model that answers as it was told to, and remembers what it was sent. */
final class ScriptedModel implements Model {
  private final Deque<Function<List<ConversationItem>, ModelOutcome>> script = new ArrayDeque<>();
  final List<List<ConversationItem>> requests = new ArrayList<>();

  ScriptedModel replies(ModelReply... replies) {
    for (ModelReply reply : replies) {
      script.add(request -> new ModelOutcome.Replied(reply));
    }
    return this;
  }

  ScriptedModel outcome(ModelOutcome outcome) {
    script.add(request -> outcome);
    return this;
  }

  /** Does something while it answers. */
  ScriptedModel during(Runnable deed, ModelOutcome outcome) {
    script.add(request -> {
      deed.run();
      return outcome;
    });
    return this;
  }

  /** Answers by what it was sent; never used up. */
  ScriptedModel always(Function<List<ConversationItem>, ModelReply> rule) {
    script.add(
        new Function<>() {
          @Override
          public ModelOutcome apply(List<ConversationItem> request) {
            script.addFirst(this);
            return new ModelOutcome.Replied(rule.apply(request));
          }
        });
    return this;
  }

  @Override
  public ModelOutcome answer(TurnState turn, History history) {
    requests.add(history.items());
    if (script.isEmpty()) {
      throw new AssertionError("the script has ended; sent: " + history.items());
    }
    return script.poll().apply(history.items());
  }

  List<ConversationItem> lastRequest() {
    return requests.getLast();
  }
}
