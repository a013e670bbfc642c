package io.codextemporal.loop;

import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.History;
import io.codextemporal.conversation.ItemView;
import io.codextemporal.conversation.ModelReply;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes an answer into the history, tells what it says, and finds the calls to run.
 *
 * <p>A call id that the conversation has already gets a suffix, in the item and in the call: ids
 * name effects in the worker's journal, requests to people, and outputs. Of an answer that was cut,
 * only what leads up to the last finished call is taken.
 */
final class Intake {
  private final Events events;
  private final History history;

  Intake(Events events, History history) {
    this.events = events;
    this.history = history;
  }

  /** {@code lastMessage} is empty where the model said nothing. */
  record Taken(List<ToolCall> calls, String lastMessage) {}

  Taken take(TurnState turn, ModelReply.Answered answer) {
    List<ToolCall> classed = new ArrayList<>(answer.calls());
    List<ToolCall> calls = new ArrayList<>();
    String lastMessage = "";
    for (ConversationItem item : answer.cut() ? upToLastCall(answer.items()) : answer.items()) {
      switch (ItemView.of(item)) {
        case ItemView.Message message -> {
          append(item);
          lastMessage = message.text();
          tellMessage(turn.turn(), message);
        }
        case ItemView.Reasoning reasoning -> {
          append(item);
          tellReasoning(turn.turn(), reasoning);
        }
        case ItemView.FunctionCall call ->
            calls.add(
                takeCall(
                    item,
                    call.callId(),
                    classed(classed, call.callId(), call.name(), call.arguments(), false)));
        case ItemView.CustomToolCall call ->
            calls.add(
                takeCall(
                    item,
                    call.callId(),
                    classed(classed, call.callId(), call.name(), call.input(), true)));
        case ItemView.FunctionCallOutput output -> append(item);
        case ItemView.CustomToolCallOutput output -> append(item);
        case ItemView.WebSearchCall search -> {
          append(item);
          WebLook.of(search).tell(turn.turn(), events);
        }
        case ItemView.Other other -> append(item);
      }
    }
    return new Taken(List.copyOf(calls), lastMessage);
  }

  /** By its name: the machine's store has kept the answer. */
  private void append(ConversationItem item) {
    history.append(item, item.digest());
  }

  private static List<ConversationItem> upToLastCall(List<ConversationItem> items) {
    int end = items.size();
    while (end > 0 && !isCall(items.get(end - 1))) {
      end--;
    }
    return items.subList(0, end);
  }

  private static boolean isCall(ConversationItem item) {
    ItemView view = ItemView.of(item);
    return view instanceof ItemView.FunctionCall || view instanceof ItemView.CustomToolCall;
  }

  /** The worker's own view of the call; one it did not list is of no tool we know. */
  private static ToolCall classed(
      List<ToolCall> classed, String id, String name, String arguments, boolean custom) {
    for (ToolCall call : classed) {
      if (call.id().value().equals(id)) {
        classed.remove(call);
        return call;
      }
    }
    CallId named = new CallId(id.isBlank() ? "call" : id);
    return new ToolCall(named, name, arguments, custom, RetryClass.IN_LOOP);
  }

  private ToolCall takeCall(ConversationItem item, String itemId, ToolCall call) {
    CallId id = unused(call.id());
    if (id.value().equals(itemId)) {
      append(item);
    } else {
      history.append(OutputItems.renamed(item, id));
    }
    return call.named(id);
  }

  private CallId unused(CallId wanted) {
    String id = wanted.value();
    for (int n = 2; history.hasCall(id); n++) {
      id = wanted.value() + "-" + n;
    }
    return new CallId(id);
  }

  private void tellMessage(TurnId turn, ItemView.Message message) {
    if (!message.text().isBlank()) {
      events.emit(new AgentEvent.AgentMessage(turn, message.id(), message.text()));
    }
  }

  private void tellReasoning(TurnId turn, ItemView.Reasoning reasoning) {
    if (!reasoning.summary().isBlank()) {
      events.emit(new AgentEvent.Reasoning(turn, reasoning.id(), reasoning.summary()));
    }
  }
}
