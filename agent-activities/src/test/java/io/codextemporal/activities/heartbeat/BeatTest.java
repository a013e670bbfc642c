package io.codextemporal.activities.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.StreamBeat;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityNotExistsException;
import io.temporal.failure.TimeoutFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BeatTest {
  private static final StreamBeat MODEL =
      new StreamBeat("model", null, null, 3, "Busy.", List.of());
  private static final Duration SHORT = Duration.ofMillis(5);

  private final Heartbeats heartbeats = new Heartbeats();
  private final SessionId session = new SessionId("s");
  private final BlockingQueue<StreamBeat> sent = new LinkedBlockingQueue<>();

  @Test
  void tellsWhatIsNewWithItsOffset() throws Exception {
    try (Beat beat = open(this::send)) {
      assertThat(next().tails()).isEmpty();
      beat.append("text", "m1", "Hello ");
      assertThat(next().tails()).containsExactly(new StreamBeat.Tail("text", "m1", 0, "Hello "));
      beat.append("text", "m1", "x".repeat(10_000));
      StreamBeat.Tail tail = next().tails().getFirst();
      assertThat(tail.text()).hasSize(4_000);
      assertThat(tail.offset()).isEqualTo(6_006);
      assertThat(beat.failures()).isEqualTo(3);
      beat.countFailure("The provider is busy.");
      StreamBeat failed = next();
      assertThat(failed.failures()).isEqualTo(4);
      assertThat(failed.failure()).isEqualTo("The provider is busy.");
    }
  }

  @Test
  void aCancelInterruptsTheActivityAndIsClearedAtItsEnd() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Beat beat =
        open(details -> {
          throw new ActivityCanceledException();
        });
    boolean interrupted = false;
    try (beat) {
      never.await();
    } catch (InterruptedException e) {
      interrupted = true;
    }
    assertThat(interrupted).isTrue();
    assertThat(beat.stop()).isEqualTo(Stop.CANCELLED);
    assertThat(beat.cause()).isPresent();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void anAttemptThatNoLongerCountsIsNoCancel() throws Exception {
    assertThat(stopAfter(new ActivityNotExistsException(null))).isEqualTo(Stop.LOST);
    TimeoutFailure timeout =
        new TimeoutFailure(
            "late", null, io.temporal.api.enums.v1.TimeoutType.TIMEOUT_TYPE_HEARTBEAT);
    assertThat(stopAfter(new ActivityCanceledException(null, timeout))).isEqualTo(Stop.LOST);
  }

  @Test
  void aServerThatFailsIsTriedAgain() throws Exception {
    CountDownLatch tries = new CountDownLatch(3);
    try (Beat beat =
        open(details -> {
          tries.countDown();
          throw new IllegalStateException("away");
        })) {
      assertThat(tries.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(beat.stop()).isEqualTo(Stop.NONE);
    }
  }

  @Test
  void tailsOfManyActivitiesOfASessionShareTheirRoom() {
    List<Beat> beats = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Beat beat =
          heartbeats.open(details -> {}, session, MODEL, Duration.ofHours(1), Duration.ofHours(1));
      beat.append("text", "m", "y".repeat(9_000));
      beats.add(beat);
    }
    assertThat(beats).allSatisfy(beat -> assertThat(bytes(beat.now().tails())).isEqualTo(2_000));
    beats.subList(1, 16).forEach(Beat::close);
    assertThat(bytes(beats.getFirst().now().tails())).isEqualTo(4_000);
    beats.getFirst().close();
  }

  @Test
  void aBeatIsWrittenAsWhatItSaysNow() throws Exception {
    try (Beat beat = heartbeats.open(details -> {}, session, MODEL, SHORT, SHORT)) {
      beat.append("text", "m", "late");
      assertThat(new ObjectMapper().writeValueAsString(beat)).contains("\"text\":\"late\"");
    }
  }

  @Test
  void anyTailIsAnEndOfItsChannel() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] pieces = {"a", "é", "€", "😀", "word ", "z".repeat(5_000)};
    for (int round = 0; round < 300; round++) {
      TailBuffer buffer = new TailBuffer();
      StringBuilder whole = new StringBuilder();
      for (int i = random.nextInt(40); i >= 0; i--) {
        String piece = pieces[random.nextInt(pieces.length)];
        whole.append(piece);
        buffer.append("text", "m", piece);
      }
      int room = 4 + random.nextInt(5_000);
      StreamBeat.Tail tail = buffer.tails(room).getFirst();
      assertThat(whole.substring((int) tail.offset())).as("seed %d", seed).isEqualTo(tail.text());
      assertThat(bytes(List.of(tail))).as("seed %d", seed).isBetween(1, Math.min(room, 4_000));
    }
  }

  private Stop stopAfter(RuntimeException said) throws InterruptedException {
    Beat beat =
        open(details -> {
          throw said;
        });
    try (beat) {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      return beat.stop();
    }
    return Stop.NONE;
  }

  private Beat open(Consumer<Object> server) {
    return heartbeats.open(server, session, MODEL, SHORT, Duration.ofMillis(20));
  }

  private void send(Object details) {
    sent.add(((Beat) details).now());
  }

  /** The next beat that differs from the last. */
  private StreamBeat next() throws InterruptedException {
    StreamBeat beat = sent.take();
    while (beat.equals(last)) {
      beat = sent.take();
    }
    last = beat;
    return beat;
  }

  private StreamBeat last = StreamBeat.of("none", null, null, List.of());

  private static int bytes(List<StreamBeat.Tail> tails) {
    return tails.stream().mapToInt(t -> t.text().getBytes(StandardCharsets.UTF_8).length).sum();
  }
}
