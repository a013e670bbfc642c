package io.codextemporal.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.activity.DiffReply;
import io.codextemporal.activity.DiffRequest;
import io.codextemporal.activity.FilesReply;
import io.codextemporal.activity.FilesRequest;
import io.codextemporal.conversation.ItemView;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.loop.Approvals;
import io.codextemporal.loop.CallRunner;
import io.codextemporal.loop.Events;
import io.codextemporal.loop.Interruption;
import io.codextemporal.loop.ToolResult;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a session does for people beside its turns: their own commands, lists of files. Each runs in
 * a coroutine of its own; a run of the session ends only when none is left.
 */
final class Errands {
  private static final String SHELL = "exec_command";
  private static final int MOST_FILES = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SessionId session;
  private final ActivityStubs stubs;
  private final CurrentSettings settings;
  private final Events events;
  private final Approvals approvals;
  private final Notes notes;
  private final InstantSource clock;
  private final Function<Interruption, WorkflowHands> hands;
  private final List<ErrandInterruption> commands = new ArrayList<>();
  private int running;

  Errands(
      SessionId session,
      ActivityStubs stubs,
      CurrentSettings settings,
      Events events,
      Approvals approvals,
      Notes notes,
      InstantSource clock,
      Function<Interruption, WorkflowHands> hands) {
    this.session = session;
    this.stubs = stubs;
    this.settings = settings;
    this.events = events;
    this.approvals = approvals;
    this.notes = notes;
    this.clock = clock;
    this.hands = hands;
  }

  boolean idle() {
    return running == 0;
  }

  boolean runsCommands() {
    return !commands.isEmpty();
  }

  /** Ends the commands that run. */
  void interrupt(String by) {
    commands.forEach(command -> command.interrupt(by));
  }

  void start(Op.RunShell op) {
    ErrandInterruption interruption = new ErrandInterruption();
    commands.add(interruption);
    beside(() -> runShell(op, interruption), () -> commands.remove(interruption));
  }

  void start(Op.ListFiles op) {
    beside(() -> listFiles(op), () -> {});
  }

  void start(Op.ShowDiff op) {
    beside(() -> showDiff(op), () -> {});
  }

  /** No finally: the destruction of a workflow thread must do nothing. */
  private void beside(Runnable work, Runnable after) {
    running++;
    Async.procedure(() -> Workflow.newDetachedCancellationScope(() -> guarded(work, after)).run());
  }

  private void guarded(Runnable work, Runnable after) {
    try {
      work.run();
    } catch (RuntimeException e) {
      events.emit(new AgentEvent.Warning("A fault of codex-temporal: " + e));
    }
    after.run();
    running--;
  }

  private void runShell(Op.RunShell op, ErrandInterruption interruption) {
    CallRunner runner =
        new CallRunner(hands.apply(interruption), approvals, events, interruption, clock);
    ToolCall call =
        new ToolCall(
            new CallId("user-" + op.id()), SHELL, arguments(op), false, RetryClass.EFFECTS);
    ToolResult result = runner.run(null, call);
    notes.add(OutputItems.userCommand(op.command(), text(result)));
  }

  private static String arguments(Op.RunShell op) {
    try {
      return JSON.writeValueAsString(Map.of("cmd", op.command()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text always has a JSON form", e);
    }
  }

  private static String text(ToolResult result) {
    return ItemView.of(result.item()) instanceof ItemView.FunctionCallOutput output
        ? output.output()
        : result.item().json();
  }

  private void listFiles(Op.ListFiles op) {
    FilesRequest request =
        new FilesRequest(
            session, settings.get().tools(), op.query(), Math.clamp(op.limit(), 1, MOST_FILES));
    Running<FilesReply> activity =
        Running.start(() -> Async.function(stubs.files()::list, request));
    switch (activity.await()) {
      case Running.End.Returned<FilesReply>(FilesReply reply) ->
          events.emit(new AgentEvent.FilesListed(op.id(), reply.paths(), reply.more()));
      case Running.End.Failed<FilesReply>(String type, String message) -> noFiles(op, message);
      case Running.End.TimedOut<FilesReply> timeout -> noFiles(op, "it took too long");
      case Running.End.Cancelled<FilesReply> cancelled -> noFiles(op, "it was cancelled");
    }
  }

  private void noFiles(Op.ListFiles op, String why) {
    events.emit(new AgentEvent.Warning("The files could not be listed: " + why));
    events.emit(new AgentEvent.FilesListed(op.id(), List.of(), false));
  }

  private void showDiff(Op.ShowDiff op) {
    DiffRequest request = new DiffRequest(session, settings.get().tools());
    Running<DiffReply> activity = Running.start(() -> Async.function(stubs.files()::diff, request));
    DiffReply reply =
        switch (activity.await()) {
          case Running.End.Returned<DiffReply>(DiffReply shown) -> shown;
          case Running.End.Failed<DiffReply>(String type, String message) ->
              DiffReply.none(message);
          case Running.End.TimedOut<DiffReply> timeout -> DiffReply.none("it took too long");
          case Running.End.Cancelled<DiffReply> cancelled -> DiffReply.none("it was cancelled");
        };
    events.emit(new AgentEvent.DiffShown(op.id(), reply.diff(), reply.cut(), reply.problem()));
  }
}
