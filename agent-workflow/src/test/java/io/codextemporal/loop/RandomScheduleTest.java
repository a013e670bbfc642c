package io.codextemporal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.protocol.TurnId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Thousands of stories in which everything breaks in everywhere; the promises hold in each. */
@Tag("slow")
class RandomScheduleTest {
  private static final int STORIES = 2_000;
  private static final int LONG_STORIES = 300;
  private static final int SUSPENDED_STORIES = 600;

  @Test
  void promisesHoldWhateverHappens() {
    Set<String> seen = new HashSet<>();
    everySeed(
        STORIES,
        seed -> {
          RandomWorld world = new RandomWorld(seed, 0.25, 0.2);
          world.live(4);
          check(world);
          world.ends.forEach(end -> seen.add(describe(end)));
        });
    assertThat(seen)
        .as("the stories reach every kind of end")
        .contains(
            "Completed",
            "Aborted",
            "Failed RATE_LIMITED",
            "Failed OUTAGE",
            "Failed UNAUTHORIZED",
            "Failed CONTEXT_TOO_LONG",
            "Failed INTERNAL",
            "Failed REPEATED_DENIALS");
  }

  @Test
  void promisesHoldInCalmLongTurns() {
    everySeed(
        LONG_STORIES,
        seed -> {
          RandomWorld world = new RandomWorld(seed, 0.02, 0.5);
          world.live(2);
          check(world);
        });
  }

  @Test
  void suspensionChangesNothing() {
    int[] suspended = {0};
    everySeed(
        SUSPENDED_STORIES,
        seed -> {
          RandomWorld whole = new RandomWorld(seed, 0.1, 0);
          RandomWorld inPieces = new RandomWorld(seed, 0.1, seed % 2 == 0 ? 1 : 0.4);
          whole.live(3);
          inPieces.live(3);
          suspended[0] += inPieces.suspended;
          assertThat(inPieces.stage.history.entries()).isEqualTo(whole.stage.history.entries());
          assertThat(inPieces.stage.history.prefix()).isEqualTo(whole.stage.history.prefix());
          assertThat(inPieces.stage.history.answered()).isEqualTo(whole.stage.history.answered());
          assertThat(inPieces.stage.events).isEqualTo(whole.stage.events);
          assertThat(inPieces.ends).isEqualTo(whole.ends);
        });
    assertThat(suspended[0]).isGreaterThan(SUSPENDED_STORIES);
  }

  private static void everySeed(int stories, LongConsumer story) {
    for (long seed = 0; seed < stories; seed++) {
      try {
        story.accept(seed);
      } catch (AssertionError | RuntimeException broken) {
        throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
      }
    }
  }

  private static void check(RandomWorld world) {
    Pairing.check(world.stage.history.items());
    everythingHeardIsInTheModelsInputOnce(world);
    everyTurnBeginsAndEndsOnce(world);
    everyCallBeginsAndEndsOnce(world);
    nothingRanTwiceOrAgainstAWord(world);
    theLedgerIsTheSum(world);
  }

  private static void everythingHeardIsInTheModelsInputOnce(RandomWorld world) {
    assertThat(world.heard()).doesNotHaveDuplicates();
    assertThat(world.heardByTheModel()).isEqualTo(world.heard());
    List<String> known = new ArrayList<>(world.heard());
    world.stage.interruption.takeSteers().forEach(steer -> known.add(steer.text()));
    assertThat(known).containsExactlyInAnyOrderElementsOf(world.said);
  }

  private static void everyTurnBeginsAndEndsOnce(RandomWorld world) {
    int turns = world.ends.size();
    assertThat(world.stage.told(AgentEvent.TurnStarted.class)).hasSize(turns);
    Set<TurnId> ended = new HashSet<>();
    for (int i = 0; i < world.stage.events.size(); i++) {
      TurnId turn =
          switch (world.stage.events.get(i)) {
            case AgentEvent.TurnCompleted completed -> completed.turn();
            case AgentEvent.TurnFailed failed -> failed.turn();
            case AgentEvent.TurnAborted aborted -> aborted.turn();
            default -> null;
          };
      if (turn != null) {
        assertThat(ended.add(turn)).as("%s ends once", turn).isTrue();
        boolean last = i == world.stage.events.size() - 1;
        assertThat(last || world.stage.events.get(i + 1) instanceof AgentEvent.TurnStarted)
            .as("nothing is told of %s after its end", turn)
            .isTrue();
      }
    }
    assertThat(ended).hasSize(turns);
    assertThat(world.stage.told(AgentEvent.TurnAborted.class))
        .hasSize((int) world.ends.stream().filter(TurnEnd.Aborted.class::isInstance).count());
    assertThat(world.stage.told(AgentEvent.SleepStarted.class))
        .hasSameSizeAs(world.stage.told(AgentEvent.SleepEnded.class));
  }

  private static void everyCallBeginsAndEndsOnce(RandomWorld world) {
    List<CallId> began =
        world.stage.told(AgentEvent.ToolCallStarted.class).stream().map(e -> e.call()).toList();
    List<CallId> ended =
        world.stage.told(AgentEvent.ToolCallEnded.class).stream().map(e -> e.call()).toList();
    assertThat(began).doesNotHaveDuplicates();
    assertThat(ended).isEqualTo(began);
  }

  private static void nothingRanTwiceOrAgainstAWord(RandomWorld world) {
    world.runs.forEach((call, times) -> assertThat(times).as("runs of %s", call).isEqualTo(1));
    for (AgentEvent.ToolCallEnded end : world.stage.told(AgentEvent.ToolCallEnded.class)) {
      boolean ran = world.runs.containsKey(end.call().value());
      boolean onTheMachine = end.exitCode() != null;
      if (end.status() == ToolCallStatus.DECLINED
          || end.status() == ToolCallStatus.ABORTED
          || end.status() == ToolCallStatus.OUTCOME_UNKNOWN) {
        assertThat(ran).as("%s ended as %s", end.call(), end.status()).isFalse();
      } else {
        assertThat(ran).as("%s ended as %s", end.call(), end.status()).isEqualTo(onTheMachine);
      }
    }
  }

  private static void theLedgerIsTheSum(RandomWorld world) {
    TokenUsage told =
        world.stage.told(AgentEvent.UsageUpdated.class).stream()
            .map(AgentEvent.UsageUpdated::last)
            .reduce(TokenUsage.ZERO, TokenUsage::plus);
    assertThat(world.stage.ledger.total()).isEqualTo(told).isEqualTo(world.spent);
  }

  private static String describe(TurnEnd end) {
    return end instanceof TurnEnd.Failed failed
        ? "Failed " + failed.kind()
        : end.getClass().getSimpleName();
  }
}
