package io.codextemporal.activities.dispatch;

import io.codextemporal.activities.heartbeat.Beat;
import io.codextemporal.activities.heartbeat.Heartbeats;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activities.limits.ToolSlots;
import io.codextemporal.activity.FailureType;
import io.codextemporal.activity.ToolActivities;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Ceiling;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.tool.ToolOutcome;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The activity behind every tool call. Thread-safe. */
public final class ToolDispatcher implements ToolActivities {
  private static final Logger LOG = LoggerFactory.getLogger(ToolDispatcher.class);

  /** How late a cancel may be learnt: a part of the time in which all must be gone. */
  private static final Duration QUIET = Duration.ofMillis(500);

  private static final long FASTEST_MILLIS = 20;

  private final Map<String, Tool> tools;
  private final OutputKeeper keeper;
  private final UnaryOperator<String> images;
  private final Heartbeats heartbeats;
  private final Ceiling ceiling;
  private final ToolSlots slots;
  private final Owners owners;

  /**
   * @param tools by the name the model calls them
   * @param images what stands in a conversation for an image of a tool's, by its data URL
   * @param ceiling what is never exceeded
   * @param slots how many run at once
   * @param owners who holds what lives in one worker
   */
  public ToolDispatcher(
      Map<String, Tool> tools,
      OutputKeeper keeper,
      UnaryOperator<String> images,
      Heartbeats heartbeats,
      Ceiling ceiling,
      ToolSlots slots,
      Owners owners) {
    this.tools = Map.copyOf(tools);
    this.keeper = keeper;
    this.images = images;
    this.heartbeats = heartbeats;
    this.ceiling = ceiling;
    this.slots = slots;
    this.owners = owners;
  }

  @Override
  public ToolOutcome run(ToolRun run) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    StreamBeat identity = StreamBeat.of("tool", run.turn(), run.call().id(), List.of());
    Duration every = Duration.ofMillis(Math.max(FASTEST_MILLIS, run.heartbeatMillis()));
    try (Beat beat = heartbeats.open(context, run.session(), identity, every, QUIET)) {
      return kept(run, outcome(run, beat));
    }
  }

  private ToolOutcome outcome(ToolRun run, Beat beat) {
    Tool tool = tools.get(run.call().name());
    if (tool == null) {
      return failed("unsupported call: " + run.call().name());
    }
    String place = run.call().place();
    if (place != null && owners.lost(run) && owners.lives(String.valueOf(run.owner()))) {
      throw PlaceDispatcher.elsewhere(place);
    }
    Optional<String> objection = ceiling.objection(run.settings());
    if (objection.isPresent()) {
      LOG.warn(
          "Call {} of session {} refused: {}", run.call().id(), run.session(), objection.get());
      return new ToolOutcome.Refused(run.call().name() + " failed: " + objection.get());
    }
    try {
      return inSlot(tool, run, beat);
    } catch (BadArgumentsException e) {
      return failed("failed to parse function arguments: " + e.what());
    } catch (InterruptedException e) {
      throw stopped(beat);
    } catch (ClosedByInterruptException e) {
      throw stopped(beat);
    } catch (IOException e) {
      LOG.warn("{} cannot be run now", run.call().name(), e);
      throw ApplicationFailure.newFailureWithCause(
          run.call().name() + ": " + e, FailureType.TRANSIENT, e);
    }
  }

  private ToolOutcome inSlot(Tool tool, ToolRun run, Beat beat)
      throws InterruptedException, IOException, BadArgumentsException {
    ToolSlots.Slot slot = slots.take(run.session());
    try {
      return tool.run(run, new BeatProgress(beat));
    } finally {
      slot.close();
    }
  }

  /** What ends the activity: the session's wish, the server's, or this worker's end. */
  private static RuntimeException stopped(Beat beat) {
    Stop why = beat.stop();
    LOG.info("The attempt ends: {}", why);
    return switch (why) {
      case CANCELLED, LOST -> beat.cause().<RuntimeException>map(cause -> cause).orElseThrow();
      case WORKER_STOPPING, NONE ->
          ApplicationFailure.newFailure("the worker is stopping", FailureType.WORKER_STOPPING);
    };
  }

  /** The output item goes into the machine's store, so that a model call can name it. */
  private ToolOutcome kept(ToolRun run, ToolOutcome outcome) {
    if (outcome instanceof ToolOutcome.Judged judged) {
      return new ToolOutcome.Judged(
          judged.judgement(), judged.warnings(), kept(run, judged.outcome()));
    }
    if (!(outcome instanceof ToolOutcome.Completed completed) || run.byUser()) {
      return outcome;
    }
    ToolOutcome.Completed done =
        completed.showing(completed.images().stream().map(images).toList());
    Optional<String> digest =
        keeper.keep(run.session(), OutputItems.output(run.call(), done.output(), done.images()));
    return done.kept(digest.orElse(null));
  }

  private static ToolOutcome failed(String output) {
    return new ToolOutcome.Completed(output, 0, false, null, 0, null, null);
  }

  private record BeatProgress(Beat beat) implements Progress {
    @Override
    public void output(String text) {
      beat.append("output", "", text);
    }

    @Override
    public Stop stop() {
      return beat.stop();
    }
  }
}
