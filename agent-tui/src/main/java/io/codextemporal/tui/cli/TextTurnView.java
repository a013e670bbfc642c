package io.codextemporal.tui.cli;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.Plan;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.protocol.StreamBeat.Tail;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.tui.cells.CallLine;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One turn as plain text: progress on standard error, the answer on standard output. On a terminal
 * the answer is written while it streams, and once only.
 */
final class TextTurnView implements TurnView {
  private static final int SHOWN_LINES = 12;

  private final Stdio stdio;
  private final PrintStream progress;
  private final boolean quiet;
  private final StreamedText streamed = new StreamedText();
  private final List<PendingRequest> asked = new ArrayList<>();
  private final PrintStream messages;
  private int failures;
  private @Nullable PrintStream openLine;
  private @Nullable String lastShown;

  /** {@code quiet} leaves out the progress, for {@code ct wait}. */
  TextTurnView(Stdio stdio, boolean quiet) {
    this.stdio = stdio;
    this.progress = stdio.err();
    this.quiet = quiet;
    this.messages = stdio.outIsTerminal() ? stdio.out() : stdio.err();
  }

  @Override
  public boolean streams() {
    return !quiet && (stdio.outIsTerminal() || stdio.errIsTerminal());
  }

  @Override
  public void opened(SessionId opened) {
    if (!quiet) {
      say("session " + opened);
    }
  }

  @Override
  public void note(String text) {
    say("ct: " + text);
  }

  @Override
  public void beats(List<StreamBeat> beats) {
    if (!streams()) {
      return;
    }
    for (StreamBeat beat : beats) {
      if (beat.subject().equals("model")) {
        failed(beat);
      }
      for (Tail tail : beat.tails()) {
        stream(beat, tail);
      }
    }
  }

  private void failed(StreamBeat beat) {
    String why = beat.failure();
    if (beat.failures() > failures && why != null) {
      say("asking the model again: " + why);
    }
    failures = beat.failures();
  }

  private void stream(StreamBeat beat, Tail tail) {
    boolean answer = beat.subject().equals("model") && tail.channel().equals("text");
    boolean output = beat.subject().equals("tool") && tail.channel().equals("output");
    if (!answer && !output) {
      return;
    }
    String fresh = streamed.fresh(beat, tail);
    if (!fresh.isEmpty()) {
      write(answer ? messages : progress, fresh);
    }
  }

  @Override
  public void event(AgentEvent event) {
    if (event instanceof AgentEvent.RequestOpened opened) {
      asked.add(opened.request());
    }
    if (!quiet) {
      show(event);
    }
  }

  private void show(AgentEvent event) {
    switch (event) {
      case AgentEvent.AgentMessage message -> message(message);
      case AgentEvent.Reasoning reasoning -> say("· " + reasoning.summary());
      case AgentEvent.ToolCallStarted started -> {
        if (!started.tool().equals("update_plan")) {
          say(CallLine.of(started));
        }
      }
      case AgentEvent.ToolCallEnded ended -> callEnded(ended);
      case AgentEvent.PlanUpdated updated -> say(planText(updated.plan()));
      case AgentEvent.SleepStarted sleep ->
          say("sleeping until " + sleep.until() + ": " + sleep.reason());
      case AgentEvent.SleepEnded sleep -> say("awake: " + sleep.how());
      case AgentEvent.Warning warning -> say("warning: " + warning.message());
      case AgentEvent.TurnCompleted done ->
          say(
              String.format(
                  Locale.ROOT,
                  "%.1f s, tokens: %d in (%d cached), %d out",
                  done.millis() / 1000.0,
                  done.usage().inputTokens(),
                  done.usage().cachedInputTokens(),
                  done.usage().outputTokens()));
      case AgentEvent.SessionOpened opened -> {}
      case AgentEvent.OpAccepted accepted -> {}
      case AgentEvent.OpRefused refused -> {}
      case AgentEvent.TurnStarted started -> {}
      case AgentEvent.UserMessage message -> {}
      case AgentEvent.RequestOpened opened -> {}
      case AgentEvent.RequestClosed closed -> {}
      case AgentEvent.UsageUpdated usage -> {}
      case AgentEvent.QueueChanged queue -> {}
      case AgentEvent.TerminalsChanged changed -> {}
      case AgentEvent.SettingsChanged changed -> {}
      case AgentEvent.FilesListed listed -> {}
      case AgentEvent.DiffShown diff -> {}
      case AgentEvent.TurnFailed failed -> {}
      case AgentEvent.TurnAborted aborted -> {}
      case AgentEvent.SessionClosed closed -> {}
      case AgentEvent.Unknown unknown -> {}
    }
  }

  private void message(AgentEvent.AgentMessage message) {
    String begun = streamed.whole(new StreamedText.Source("model", "", "text", message.item()));
    if (!begun.isEmpty() && message.text().startsWith(begun)) {
      write(messages, message.text().substring(begun.length()));
    } else {
      endLine();
      write(messages, message.text());
    }
    endLine();
    lastShown = message.text();
  }

  private void callEnded(AgentEvent.ToolCallEnded ended) {
    StreamedText.Source output =
        new StreamedText.Source("tool", ended.call().value(), "output", "");
    if (!streamed.began(output) && !ended.output().isBlank()) {
      say(LineCut.middle(ended.output().stripTrailing(), SHOWN_LINES));
    }
    if (ended.status() != ToolCallStatus.COMPLETED || isFailure(ended.exitCode())) {
      String code = ended.exitCode() == null ? "" : ", exit " + ended.exitCode();
      say("  " + ended.status().name().toLowerCase(Locale.ROOT).replace('_', ' ') + code);
    }
  }

  private static boolean isFailure(@Nullable Integer exitCode) {
    return exitCode != null && exitCode != 0;
  }

  private static String planText(Plan plan) {
    StringBuilder text = new StringBuilder("plan:");
    plan.steps()
        .forEach(step -> {
          String box =
              switch (step.status()) {
                case "completed" -> "[x] ";
                case "in_progress" -> "[>] ";
                default -> "[ ] ";
              };
          text.append("\n  ").append(box).append(step.step());
        });
    return text.toString();
  }

  @Override
  public void ended(SessionId ended, TurnOutcome outcome) {
    endLine();
    switch (outcome) {
      case TurnOutcome.Answered answered -> answer(answered.lastMessage());
      case TurnOutcome.NeedsPerson needs ->
          (needs.requests().isEmpty() ? asked : needs.requests())
              .forEach(request -> Asks.full(ended, request).forEach(this::say));
      case TurnOutcome.Failed failed -> {}
      case TurnOutcome.Interrupted interrupted -> {}
      case TurnOutcome.Refused refused -> {}
      case TurnOutcome.Closed closed -> {}
      case TurnOutcome.TimedOut timeout -> {}
      case TurnOutcome.Left left -> {}
    }
  }

  private void answer(String text) {
    if (stdio.outIsTerminal() && text.equals(lastShown)) {
      return;
    }
    PrintStream out = stdio.out();
    String shown = stdio.outIsTerminal() ? PlainText.of(text) : text;
    out.print(shown.endsWith("\n") || shown.isEmpty() ? shown : shown + "\n");
    out.flush();
  }

  private void say(String text) {
    endLine();
    progress.println(PlainText.of(text));
  }

  private void write(PrintStream to, String text) {
    if (openLine != null && openLine != to) {
      endLine();
    }
    if (!text.isEmpty()) {
      to.print(PlainText.of(text));
      to.flush();
      openLine = text.endsWith("\n") ? null : to;
    }
  }

  private void endLine() {
    if (openLine != null) {
      openLine.println();
      openLine = null;
    }
  }
}
