package io.codextemporal.workflow;

import io.codextemporal.activity.FailureType;
import io.codextemporal.activity.TerminalActivities;
import io.codextemporal.activity.TerminalEnd;
import io.codextemporal.activity.TerminalWatch;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.Terminal;
import io.codextemporal.tool.Holding;
import io.codextemporal.tool.ToolOutcome;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;

/**
 * Watches each command of the background in a coroutine of its own, and tells the model and people
 * once what became of it. A run that begins from a snapshot watches anew; nothing waits for these
 * coroutines.
 */
final class TerminalWatches {
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final SessionParts parts;

  TerminalWatches(SessionParts parts) {
    this.parts = parts;
  }

  /** Takes up what an earlier run left. */
  void begin() {
    parts.terminals.all().forEach(this::watch);
  }

  /** Learns from the end of a call. */
  void note(ToolOutcome outcome) {
    Holding holding = parts.places.note(outcome);
    if (holding != null) {
      parts.terminals.note(holding).ifPresent(this::watch);
      parts
          .terminals
          .oneTooMany()
          .ifPresent(terminal -> stop(terminal, ", the oldest of too many"));
    }
  }

  /** Ends it and says so; returns at once. */
  void stop(Terminal terminal, String by) {
    parts.terminals.remove(terminal);
    parts.notes.add(OutputItems.terminal(TerminalWords.stopped(terminal, by)));
    beside(() -> {
      parts.clearing().free(terminal.place());
      // A cell that ran until then told of its kernel once more.
      parts
          .terminals
          .find(terminal.id())
          .filter(terminal::equals)
          .ifPresent(parts.terminals::remove);
    });
  }

  /** A kernel is not watched: the next cell tells what became of it. */
  private void watch(Terminal terminal) {
    if (terminal.runsCells()) {
      return;
    }
    beside(() -> {
      TerminalEnd end = awaitEnd(terminal);
      Workflow.await(() -> !parts.places.isAsked(terminal.place()));
      parts.terminals.find(terminal.id()).ifPresent(now -> over(now, end));
    });
  }

  private static void beside(Runnable work) {
    Async.procedure(() -> Workflow.newDetachedCancellationScope(work::run).run());
  }

  /** Blocks until it has ended, wherever it is watched. */
  private TerminalEnd awaitEnd(Terminal terminal) {
    while (true) {
      String owner = parts.places.ownerOf(terminal.place());
      TerminalWatch request = new TerminalWatch(parts.start.session(), terminal, owner);
      if (owner != null
          && end(parts.stubs.terminalsOf(owner), request)
              instanceof Running.End.Returned<TerminalEnd>(TerminalEnd end)) {
        return end;
      }
      if (parts.terminals.find(terminal.id()).isEmpty()) {
        return new TerminalEnd.Lost("");
      }
      switch (end(parts.stubs.terminals(), request)) {
        case Running.End.Returned<TerminalEnd>(TerminalEnd.Moved(String queue)) ->
            parts.places.put(terminal.place(), queue);
        case Running.End.Returned<TerminalEnd>(TerminalEnd end) -> {
          return end;
        }
        case Running.End.Failed<TerminalEnd>(String type, String message) -> {
          if (!type.equals(FailureType.ELSEWHERE)) {
            return new TerminalEnd.Lost("It can no longer be watched: " + message);
          }
        }
        case Running.End.TimedOut<TerminalEnd> timeout -> {}
        case Running.End.Cancelled<TerminalEnd> cancelled -> {
          return new TerminalEnd.Lost("Its watch was cancelled from outside.");
        }
      }
      Workflow.sleep(BETWEEN);
    }
  }

  private static Running.End<TerminalEnd> end(TerminalActivities worker, TerminalWatch request) {
    Running<TerminalEnd> activity = Running.start(() -> Async.function(worker::watch, request));
    return activity.await();
  }

  private void over(Terminal terminal, TerminalEnd end) {
    parts.places.forget(terminal.place());
    parts.terminals.remove(terminal);
    String words =
        switch (end) {
          case TerminalEnd.Ended ended -> TerminalWords.ended(terminal, ended);
          case TerminalEnd.Lost(String why) -> lost(terminal, why);
          case TerminalEnd.Unreadable(String reason) -> lost(terminal, reason);
          case TerminalEnd.Moved moved -> lost(terminal, "It was moved without end.");
        };
    boolean idle = !parts.control.running() && !parts.mailbox.hasWaiting();
    if (terminal.wakes() && idle && !parts.closing.requested()) {
      wake(terminal, words);
    } else {
      parts.notes.add(OutputItems.terminal(words));
    }
  }

  private String lost(Terminal terminal, String why) {
    String words = TerminalWords.lost(terminal, why);
    parts.events.emit(new AgentEvent.Warning(words));
    return words;
  }

  /** The only turn that nobody sent a message for: the model asked for it when it began this. */
  private void wake(Terminal terminal, String words) {
    OpId op = new OpId("terminal-" + terminal.id() + "-ended-" + parts.overview.turns());
    parts.mailbox.add(
        new Waiting(op, "background terminal " + terminal.id(), words, List.of(), null, null));
  }
}
