package io.codextemporal.worker.bench;

import io.codextemporal.protocol.StreamBeat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How old streamed text is when a client has it: each delta carries the clock. */
public final class StreamBench {
  public static void main(String[] args) throws Exception {
    try (Figures figures = new Figures();
        World world = World.open();
        BenchSession session = new BenchSession(world.home(), "hello")) {
      session.awaitEnd();
      session.run("ticks 100 every 20 ms");
      session.run("ticks 100 every 20 ms");
      figures.part("stream", () -> stream(figures, session, 20));
      figures.part("fast stream", () -> stream(figures, session, 5));
    }
  }

  private static void stream(Figures figures, BenchSession session, int pace) throws Exception {
    int count = 5_000 / pace;
    List<Long> ages = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    session.turn("ticks " + count + " every " + pace + " ms", beat -> note(beat, seen, ages));
    figures
        .at(
            "token at the model's server → client, one every " + pace + " ms",
            60,
            new Sample(ages.stream().mapToLong(Long::longValue).toArray()))
        .note("tokens that came by stream, of " + count, ages.size());
  }

  /** A tail's first and last word may be cut, so only whole clock readings count. */
  private static void note(StreamBeat beat, Set<Long> seen, List<Long> ages) {
    long now = System.currentTimeMillis();
    for (StreamBeat.Tail tail : beat.tails()) {
      for (String word : tail.text().split(" ", -1)) {
        if (word.length() == 13 && seen.add(Long.parseLong(word))) {
          ages.add((now - Long.parseLong(word)) * 1_000_000);
        }
      }
    }
  }

  private StreamBench() {}
}
