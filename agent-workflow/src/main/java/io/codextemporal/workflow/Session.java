package io.codextemporal.workflow;

import io.codextemporal.activity.PageReply;
import io.codextemporal.activity.PageRequest;
import io.codextemporal.conversation.History;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.EventQuery;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.SessionDetail;
import io.temporal.workflow.Workflow;

/**
 * A session in one run: takes ops and answers queries from its first moment, lives until the run
 * ends.
 */
final class Session {
  private static final int MOST_PAGE_BYTES = 1_000_000;

  private final SessionSnapshot from;
  private final SessionParts parts;
  private boolean conversationIsHere;

  Session(SessionSnapshot from, boolean opens) {
    this.from = from;
    this.parts = new SessionParts(from);
    if (opens) {
      parts.events.emit(
          new AgentEvent.SessionOpened(
              parts.start.session(),
              parts.settings.get().tools().cwd(),
              parts.start.machine(),
              parts.settings.get()));
    }
  }

  void offer(Op op) {
    parts.receiver.receive(op);
  }

  EventPage events(EventQuery query) {
    return parts.log.page(query, Workflow.getInfo().getRunId(), parts.overview.status());
  }

  SessionDetail show() {
    return new SessionDetail(
        parts.summary(),
        parts.decisions.open(),
        parts.mailbox.shown(),
        parts.overview.plan(),
        from.children(),
        parts.settings.get(),
        parts.overview.lastMessage(),
        parts.budget.size(),
        parts.terminals.all());
  }

  PageReply conversation(PageRequest request) {
    History history = parts.history;
    if (!conversationIsHere) {
      return PageReply.unreadable("this run is still reading it");
    }
    if (request.conversation() != history.generation()) {
      return PageReply.unreadable("it was replaced; its generation is " + history.generation());
    }
    int bytes = Math.clamp(request.maxBytes(), 1, MOST_PAGE_BYTES);
    return new PageReply(history.page(request.from(), bytes), history.size(), null);
  }

  /** What this run would leave if it ended here. */
  SessionSnapshot snapshot() {
    return conversationIsHere ? new Departure(parts, from.children()).snapshot(null) : from;
  }

  /** Lives to the end of this run. Does not return when the session continues as new. */
  SessionSnapshot live() {
    ConversationCarrier.Unpacked unpacked =
        new ConversationCarrier(parts.start.session(), parts.stubs).unpack(from.conversation());
    parts.history = unpacked.history();
    conversationIsHere = true;
    if (!unpacked.missing().isEmpty()) {
      parts.events.emit(
          new AgentEvent.Warning(
              "The model no longer sees a part of the conversation, which could not be read: "
                  + unpacked.missing()));
    }
    parts.budget.start();
    return new SessionLife(parts, from).live();
  }
}
