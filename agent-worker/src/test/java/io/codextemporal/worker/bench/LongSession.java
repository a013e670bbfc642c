package io.codextemporal.worker.bench;

import java.util.ArrayList;
import java.util.List;

/** A session of 10,000 messages at the screen: watched, walked through and come back to. */
final class LongSession {
  private static final int ANSWERS = 100;
  private static final int ATTACHED = 5;

  static void measure(Figures figures, World world) throws Exception {
    try (BenchSession session = new BenchSession(world.home(), "the very first one", false)) {
      session.awaitEnd();
      List<String> resume = List.of(World.LAUNCHER, "--yolo", "resume", session.id().value());
      try (PtyScreen screen = PtyScreen.open(world.home(), 200, 50, resume)) {
        screen.await(0, "the very first one");
        for (int i = 1; i <= ANSWERS; i++) {
          session.run("messages 100 of 150 bytes, round " + i + ".");
        }
        screen.await(0, "round " + ANSWERS + ".");
        Thread.sleep(3_000);
        figures.atMost(
            "memory with 10,000 messages", 170, " MiB", Proc.residentMegabytes(screen.jvm()));
        walk(figures, screen);
      }
      attach(figures, world, resume);
    }
  }

  private static void walk(Figures figures, PtyScreen screen) throws Exception {
    int mark = screen.size();
    long begun = System.nanoTime();
    screen.type("\u001b[1;5H");
    screen.await(mark, "very first");
    figures.note("from its end to the first message", millis(begun));
    screen.type("\u001b[1;5F");
    Thread.sleep(1_000);
    mark = screen.size();
    begun = System.nanoTime();
    screen.type("\u0014");
    screen.type("/round 3.");
    screen.type("\r");
    screen.await(mark, "1 of 1");
    figures.note("words found in all of it", millis(begun));
    screen.type("q");
    figures.atMost(
        "memory when all of it was read", 170, " MiB", Proc.residentMegabytes(screen.jvm()));
  }

  private static String millis(long begun) {
    return (System.nanoTime() - begun) / 1_000_000 + " ms";
  }

  private static void attach(Figures figures, World world, List<String> resume) throws Exception {
    List<Long> took = new ArrayList<>();
    for (int i = 0; i < ATTACHED; i++) {
      try (PtyScreen screen = PtyScreen.open(world.home(), 200, 50, resume)) {
        took.add(screen.await(0, "number 100 of this") - screen.began);
      }
    }
    figures.at(
        "ct resume of 10,000 events → a full screen",
        1_000,
        new Sample(took.stream().mapToLong(Long::longValue).toArray()));
  }

  private LongSession() {}
}
