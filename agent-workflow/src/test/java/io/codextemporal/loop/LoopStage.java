package io.codextemporal.loop;

import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.History;
import io.codextemporal.conversation.ItemView;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SessionLimits;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.protocol.TurnId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A loop with a fake behind every port. */
final class LoopStage {
  final ManualClock clock = new ManualClock();
  final ScriptedModel model = new ScriptedModel();
  final FakeInterruption interruption = new FakeInterruption(clock);
  final FakeHands hands = new FakeHands();
  final FakeApprovals approvals = new FakeApprovals();
  final List<AgentEvent> events = new ArrayList<>();
  final Ledger ledger = new Ledger(TokenUsage.ZERO, 200_000);
  History history = new History();
  SessionLimits limits = SessionLimits.DEFAULT;

  CallRunner runner() {
    return new CallRunner(hands, approvals, events::add, interruption, clock);
  }

  TurnLoop loop() {
    CallRunner runner = runner();
    Tools tools =
        (turn, calls) -> calls.stream().map(call -> runner.run(turn.turn(), call)).toList();
    return new TurnLoop(model, tools, events::add, interruption, history, ledger, limits, clock);
  }

  TurnState turn(@Nullable Duration patience) {
    return TurnState.begin(new TurnId("turn-1"), new OpId("op-1"), clock.instant(), patience, null);
  }

  TurnEnd begin(String text) {
    return begin(text, null);
  }

  TurnEnd begin(String text, @Nullable Duration patience) {
    return loop().begin(turn(patience), new Prompt("exec", text, List.of()));
  }

  <T extends AgentEvent> List<T> told(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The conversation in short: one line an item. */
  List<String> spoken() {
    return spoken(history.items());
  }

  static List<String> spoken(List<ConversationItem> items) {
    return items.stream().map(LoopStage::spoken).toList();
  }

  private static String spoken(ConversationItem item) {
    return switch (ItemView.of(item)) {
      case ItemView.Message m -> m.role() + ": " + m.text();
      case ItemView.Reasoning r -> "thinks: " + r.summary();
      case ItemView.FunctionCall c -> c.callId() + " calls " + c.name();
      case ItemView.CustomToolCall c -> c.callId() + " calls " + c.name();
      case ItemView.FunctionCallOutput o -> o.callId() + " -> " + o.output();
      case ItemView.CustomToolCallOutput o -> o.callId() + " => " + o.output();
      case ItemView.WebSearchCall search -> "web: " + search.action();
      case ItemView.Other other -> "other: " + other.type();
    };
  }
}
