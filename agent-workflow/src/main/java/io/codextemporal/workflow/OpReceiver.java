package io.codextemporal.workflow;

import io.codextemporal.loop.Events;
import io.codextemporal.loop.Interruption;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.Terminal;
import io.codextemporal.protocol.UserText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers each op once, when it comes: accepted, and then what follows of it; or refused, and why.
 * Never blocks and never throws, so it may run in a signal's handler.
 */
final class OpReceiver {
  private final Mailbox mailbox;
  private final PendingDecisions decisions;
  private final TurnControl control;
  private final Errands errands;
  private final CurrentSettings settings;
  private final Closing closing;
  private final Events events;
  private final TerminalWatches watches;
  private final Terminals terminals;

  OpReceiver(
      Mailbox mailbox,
      PendingDecisions decisions,
      TurnControl control,
      Errands errands,
      CurrentSettings settings,
      Closing closing,
      Events events,
      TerminalWatches watches,
      Terminals terminals) {
    this.mailbox = mailbox;
    this.decisions = decisions;
    this.control = control;
    this.errands = errands;
    this.settings = settings;
    this.closing = closing;
    this.events = events;
    this.watches = watches;
    this.terminals = terminals;
  }

  void receive(Op op) {
    if (!mailbox.firstTime(op.id())) {
      return;
    }
    Verdict verdict;
    try {
      verdict = closing.requested() ? refused("the session is closed") : judge(op);
    } catch (RuntimeException e) {
      verdict = refused("a fault of codex-temporal: " + e);
    }
    switch (verdict) {
      case Verdict.Refused(String reason) -> events.emit(new AgentEvent.OpRefused(op.id(), reason));
      case Verdict.Accepted(Runnable then) -> {
        events.emit(new AgentEvent.OpAccepted(op.id()));
        then.run();
      }
    }
  }

  private Verdict judge(Op op) {
    return switch (op) {
      case Op.UserTurn turn ->
          message(turn.id(), turn.from(), turn.text(), turn.patience(), turn.outputSchema());
      case Op.QueueAdd add -> message(add.id(), add.from(), add.text(), null, null);
      case Op.Steer steer -> steer(steer);
      case Op.TextChunk chunk ->
          unless(mailbox.refusal(size(chunk.text())), () -> mailbox.put(chunk));
      case Op.QueueEdit edit -> edit(edit);
      case Op.QueueDrop drop ->
          unless(
              notQueued(drop.entry()),
              () -> {
                mailbox.drop(drop.entry());
                tellQueue();
              });
      case Op.Interrupt interrupt -> interrupt(interrupt);
      case Op.Approval approval -> unless(decisions.refusal(approval), () -> approve(approval));
      case Op.Answer answer ->
          unless(
              decisions.refusal(answer),
              () -> closed(answer.call(), decisions.answer(answer), answer.from()));
      case Op.Wake wake ->
          control.sleeping() ? accepted(control::wake) : refused("the session does not sleep");
      case Op.RunShell shell ->
          shell.command().isBlank()
              ? refused("the command is empty")
              : accepted(() -> errands.start(shell));
      case Op.ListFiles files -> accepted(() -> errands.start(files));
      case Op.ShowDiff diff -> accepted(() -> errands.start(diff));
      case Op.StopTerminals stop -> stop(stop);
      case Op.OverrideSettings override -> override(override);
      case Op.Compact compact -> refused("compaction is not there yet");
      case Op.Shutdown shutdown -> accepted(() -> close(shutdown.from()));
      case Op.Unknown unknown -> refused(unknown.reason());
    };
  }

  private Verdict message(
      OpId id,
      String from,
      UserText text,
      @Nullable Duration patience,
      @Nullable String outputSchema) {
    return unless(
        notReceivable(text),
        () -> {
          boolean behind = control.running() || mailbox.hasWaiting();
          mailbox.add(
              new Waiting(id, from, mailbox.take(text), text.images(), patience, outputSchema));
          if (behind) {
            tellQueue();
          }
        });
  }

  private Verdict steer(Op.Steer op) {
    if (!control.running()) {
      return message(op.id(), op.from(), op.text(), null, null);
    }
    return unless(
        notReceivable(op.text()),
        () ->
            control.steer(
                new Interruption.Steering(
                    op.id(), op.from(), mailbox.take(op.text()), op.text().images())));
  }

  private Verdict edit(Op.QueueEdit op) {
    Optional<String> refusal = notQueued(op.entry()).or(() -> notReceivable(op.text()));
    return unless(
        refusal,
        () -> {
          mailbox.edit(op.entry(), mailbox.take(op.text()), op.text().images());
          tellQueue();
        });
  }

  private Verdict interrupt(Op.Interrupt op) {
    if (!control.running() && !errands.runsCommands()) {
      return refused("nothing runs");
    }
    return accepted(() -> {
      control.interrupt(op.from());
      errands.interrupt(op.from());
    });
  }

  private Verdict stop(Op.StopTerminals op) {
    List<Terminal> meant =
        terminals.all().stream()
            .filter(terminal -> op.terminals().isEmpty() || op.terminals().contains(terminal.id()))
            .toList();
    return meant.isEmpty()
        ? refused("no such command runs in the background")
        : accepted(() -> meant.forEach(terminal -> watches.stop(terminal, " by the user")));
  }

  private Verdict override(Op.OverrideSettings op) {
    if (op.patch().approval() == ApprovalMode.UNKNOWN) {
      return refused("this session does not know that approval policy");
    }
    return accepted(() -> {
      settings.change(op.patch());
      events.emit(new AgentEvent.SettingsChanged(settings.get(), op.from()));
    });
  }

  /** With what is like it, where the answer is for the turn. */
  private void approve(Op.Approval op) {
    List<CallId> alike = decisions.alike(op);
    closed(op.call(), decisions.answer(op), op.from());
    for (CallId call : alike) {
      Op.Approval same = new Op.Approval(op.id(), op.from(), call, op.decision(), null);
      closed(call, decisions.answer(same), op.from());
    }
  }

  /** Ends all that runs; the session's main coroutine sees to the rest. */
  private void close(String by) {
    closing.request(by);
    control.interrupt(by);
    errands.interrupt(by);
  }

  private void closed(CallId call, String outcome, String by) {
    events.emit(new AgentEvent.RequestClosed(call, outcome, by));
  }

  private void tellQueue() {
    events.emit(new AgentEvent.QueueChanged(mailbox.shown()));
  }

  private Optional<String> notReceivable(UserText text) {
    return mailbox.incomplete(text).or(() -> mailbox.refusal(size(text.inline())));
  }

  private Optional<String> notQueued(OpId entry) {
    return mailbox.holds(entry)
        ? Optional.empty()
        : Optional.of(
            "no message waits under " + entry + ": its turn has begun, or it was dropped");
  }

  private static long size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Verdict unless(Optional<String> refusal, Runnable then) {
    return refusal.isPresent() ? refused(refusal.get()) : accepted(then);
  }

  private static Verdict refused(String reason) {
    return new Verdict.Refused(reason);
  }

  private static Verdict accepted(Runnable then) {
    return new Verdict.Accepted(then);
  }

  private sealed interface Verdict {
    record Refused(String reason) implements Verdict {}

    /** What follows happens after everyone was told. */
    record Accepted(Runnable then) implements Verdict {}
  }
}
