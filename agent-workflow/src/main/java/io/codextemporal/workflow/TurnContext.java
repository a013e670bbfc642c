package io.codextemporal.workflow;

import io.codextemporal.activity.ContextReply;
import io.codextemporal.activity.ContextRequest;
import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.loop.Prompt;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.SessionSettings;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out what the model must be told of its place before a turn: nothing, where nothing changed.
 */
final class TurnContext {
  private final SessionParts parts;

  TurnContext(SessionParts parts) {
    this.parts = parts;
  }

  Prompt promptOf(Waiting message) {
    List<ConversationItem> items = new ArrayList<>();
    if (!parts.settings.modelKnows()) {
      items.addAll(read());
    }
    items.addAll(parts.notes.take());
    return new Prompt(message.from(), message.text(), message.images(), items);
  }

  private List<ConversationItem> read() {
    SessionSettings now = parts.settings.get();
    ContextRequest request = new ContextRequest(parts.start.session(), now, parts.settings.told());
    Running<ContextReply> running =
        Running.start(() -> Async.function(parts.stubs.context()::open, request));
    Workflow.await(() -> running.done() || parts.control.interrupted());
    if (!running.done()) {
      running.cancel();
      return List.of();
    }
    return switch (running.await()) {
      case Running.End.Returned<ContextReply>(ContextReply reply) -> taken(reply, now);
      case Running.End.Failed<ContextReply>(String type, String message) -> none(message);
      case Running.End.TimedOut<ContextReply> timeout -> none("it took too long");
      case Running.End.Cancelled<ContextReply> cancelled -> none("it was cancelled");
    };
  }

  private List<ConversationItem> taken(ContextReply reply, SessionSettings now) {
    if (reply.unreadable() != null) {
      return none(reply.unreadable());
    }
    parts.settings.tell(now);
    parts.ledger.contextWindow(reply.contextWindow());
    reply.warnings().forEach(warning -> parts.events.emit(new AgentEvent.Warning(warning)));
    return reply.items();
  }

  private List<ConversationItem> none(String why) {
    parts.events.emit(
        new AgentEvent.Warning(
            "The model was not told about the folder, which could not be read: " + why));
    return List.of();
  }
}
