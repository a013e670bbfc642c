package io.codextemporal.activities.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.config.ProcessMark;
import io.codextemporal.protocol.CallId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that die at any point, one after the other: each call still runs exactly once. */
@Tag("slow")
class JournalFaultsTest {
  /** Where a worker dies; NEVER reports. */
  private enum Death {
    BEFORE_NOTING,
    NOTED,
    HALF_NOTED,
    STARTED,
    ENDED_UNSEEN,
    NEVER
  }

  @TempDir Path folder;
  private Workplace place;

  @BeforeEach
  void open() throws IOException {
    place = new Workplace(folder);
  }

  @Test
  @Tag("K6")
  @Tag("K7")
  @Tag("K8")
  @Tag("K9")
  @Tag("K10")
  void everyCallRunsOnce() throws Exception {
    long seed = 1_968;
    Random random = new Random(seed);
    for (int round = 0; round < 40; round++) {
      CommandSpec spec = spec("call_" + round);
      StringBuilder story = new StringBuilder("seed " + seed + " round " + round + ":");
      Look.Done done = null;
      while (done == null) {
        Death death = Death.values()[random.nextInt(Death.values().length)];
        story.append(' ').append(death);
        done = attempt(spec, death);
      }
      assertThat(done.result().ended().exitCode()).as("%s", story).isEqualTo(5);
      assertThat(done.result().output()).as("%s", story).hasContent("out");
      assertThat(Files.readAllLines(folder.resolve("witness-call_" + round)))
          .as("%s", story)
          .hasSize(1);
    }
  }

  /** Many attempts of one call at once, in two workers: one run, one answer. */
  @Test
  @Tag("T9")
  void attemptsBesideEachOtherRunOnce() throws Exception {
    for (int round = 0; round < 10; round++) {
      CommandSpec spec = spec("call_" + round);
      Commands worker = new Commands(place.journal);
      AtomicReference<Throwable> failure = new AtomicReference<>();
      CountDownLatch ended = new CountDownLatch(8);
      for (int i = 0; i < 8; i++) {
        Thread.ofVirtual()
            .start(() -> {
              try {
                assertThat(finish(worker, spec).result().ended().exitCode()).isEqualTo(5);
              } catch (Throwable e) {
                failure.set(e);
              } finally {
                ended.countDown();
              }
            });
      }
      ended.await();
      assertThat(failure.get()).isNull();
      assertThat(Files.readAllLines(folder.resolve("witness-call_" + round))).hasSize(1);
    }
  }

  /** One worker's attempt: null when it dies. */
  private Look.@Nullable Done attempt(CommandSpec spec, Death death) throws Exception {
    Commands worker = new Commands(place.journal);
    Look look = worker.look(spec.session(), spec.call(), spec.digest());
    if (!(look instanceof Look.Fresh)) {
      return death == Death.NEVER ? finish(worker, spec) : null;
    }
    switch (death) {
      case BEFORE_NOTING -> {}
      case NOTED -> place.noteOnly(spec, ProcessMark.bootId());
      case HALF_NOTED -> Files.createFile(place.noteOnly(spec, ProcessMark.bootId()).pidFile());
      case STARTED -> place.abandon(spec);
      case ENDED_UNSEEN -> {
        JournalEntry entry = place.abandon(spec);
        Workplace.until(() -> entry.evidence().exit() != null);
      }
      case NEVER -> {
        return finish(worker, spec);
      }
    }
    return null;
  }

  private static Look.Done finish(Commands worker, CommandSpec spec) throws Exception {
    return switch (worker.look(spec.session(), spec.call(), spec.digest())) {
      case Look.Done done -> done;
      case Look.Underway(RunningCommand command) -> new Look.Done(command.await());
      case Look.Unknown unknown -> throw new AssertionError(unknown.evidence());
      case Look.Fresh fresh -> new Look.Done(worker.start(spec).await());
    };
  }

  private CommandSpec spec(String call) {
    return CommandSpec.plain(
        Workplace.SESSION,
        new CallId(call),
        call,
        List.of("sh", "-c", "echo ran >> witness-" + call + "; echo out; exit 5"),
        folder,
        Map.of("PATH", "/usr/bin:/bin"),
        Duration.ofSeconds(60),
        1_000_000);
  }
}
