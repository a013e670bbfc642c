package io.codextemporal.workflow;

import io.codextemporal.activity.FailureType;
import io.codextemporal.activity.ModelCall;
import io.codextemporal.conversation.DeltaItem;
import io.codextemporal.conversation.History;
import io.codextemporal.conversation.ModelReply;
import io.codextemporal.conversation.Prefix;
import io.codextemporal.loop.Model;
import io.codextemporal.loop.ModelOutcome;
import io.codextemporal.loop.TurnState;
import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionSettings;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Asks the model by an activity that carries only what is new.
 *
 * <p>A steer or an interrupt lets go of the answer at once.
 */
final class WorkflowModel implements Model {
  private static final String TURN = "turn";

  private final SessionId session;
  private final ActivityStubs stubs;
  private final CurrentSettings settings;
  private final TurnControl control;
  private final Visibility visibility;

  WorkflowModel(
      SessionId session,
      ActivityStubs stubs,
      CurrentSettings settings,
      TurnControl control,
      Visibility visibility) {
    this.session = session;
    this.stubs = stubs;
    this.settings = settings;
    this.control = control;
    this.visibility = visibility;
  }

  @Override
  public ModelOutcome answer(TurnState turn, History history) {
    visibility.refresh();
    ModelCall call = callFor(turn, history);
    Running<ModelReply> running = Running.start(() -> Async.function(stubs.model()::call, call));
    Workflow.await(() -> running.done() || control.interrupted() || control.steered());
    if (!running.done()) {
      running.cancel();
      return control.interrupted() ? new ModelOutcome.Interrupted() : new ModelOutcome.Steered();
    }
    return outcome(running.await());
  }

  private ModelCall callFor(TurnState turn, History history) {
    SessionSettings now = settings.get();
    Prefix whole = history.prefix();
    Prefix base = history.answered();
    List<DeltaItem> delta = history.since(base);
    if (inlineBytes(delta) > MessageNames.MAX_INLINE_BYTES) {
      // Too much for an input: the worker reads it from this session, as after a lost store.
      base = whole;
      delta = List.of();
    }
    return new ModelCall(
        session,
        turn.turn(),
        history.generation(),
        base,
        delta,
        whole,
        now.model(),
        TURN,
        turn.outputSchema(),
        now.limits().heartbeatInterval().toMillis(),
        now.tools().webSearch());
  }

  private static long inlineBytes(List<DeltaItem> delta) {
    long bytes = 0;
    for (DeltaItem item : delta) {
      bytes +=
          switch (item) {
            case DeltaItem.Inline(var content) ->
                content.json().getBytes(StandardCharsets.UTF_8).length;
            case DeltaItem.Kept(String digest) -> digest.length();
          };
    }
    return bytes;
  }

  private ModelOutcome outcome(Running.End<ModelReply> end) {
    return switch (end) {
      case Running.End.Returned<ModelReply>(ModelReply reply) -> new ModelOutcome.Replied(reply);
      case Running.End.Failed<ModelReply>(String type, String message) ->
          failed(
              type.equals(FailureType.UNREADABLE)
                  ? "The worker could not read the request; it runs with another key."
                  : "The model could not be asked: " + message);
      case Running.End.TimedOut<ModelReply> timeout ->
          failed("The model call took longer than a call may take.");
      case Running.End.Cancelled<ModelReply> cancelled ->
          failed("The model call was cancelled by someone outside the session.");
    };
  }

  private static ModelOutcome failed(String sentence) {
    return new ModelOutcome.Replied(new ModelReply.Failed(ErrorKind.INTERNAL, sentence));
  }
}
