package io.codextemporal.worker.bench;

import java.util.ArrayList;
import java.util.List;

/** What a worker holds in memory, at rest and at work. */
public final class MemoryBench {
  private static final int SESSIONS = 50;
  private static final int CALLS = 4;
  private static final int IDLE = 1_000;
  private static final long MOST_NANOS = 120_000_000_000L;

  public static void main(String[] args) throws Exception {
    try (Figures figures = new Figures();
        World world = World.open()) {
      Thread.sleep(2_000);
      figures.atMost(
          "worker RSS, just started, idle", 200, " MB", Proc.residentMegabytes(world.workerPid()));
      List<BenchSession> sessions = new ArrayList<>();
      try {
        figures.part(SESSIONS + " sessions at work", () -> work(figures, world, sessions));
      } finally {
        sessions.forEach(BenchSession::close);
      }
      figures.part(IDLE + " idle sessions", () -> idle(figures, world));
    }
  }

  private static void idle(Figures figures, World world) throws Exception {
    int before = world.model().requests().size();
    int more = IDLE - SESSIONS;
    try (BenchSession first = new BenchSession(world.home(), "hi", false)) {
      for (int i = 1; i < more; i++) {
        first.another("hi");
      }
      await(world, before + more);
    }
    Thread.sleep(3_000);
    figures.atMost(
        "worker RSS, 1,000 idle sessions", 250, " MB", Proc.residentMegabytes(world.workerPid()));
  }

  private static void await(World world, int requests) throws InterruptedException {
    long begin = System.nanoTime();
    while (world.model().requests().size() < requests) {
      if (System.nanoTime() - begin > MOST_NANOS) {
        throw new AssertionError("the sessions are not done: " + world.model().requests().size());
      }
      Thread.sleep(50);
    }
  }

  private static void work(Figures figures, World world, List<BenchSession> sessions)
      throws Exception {
    for (int i = 0; i < SESSIONS; i++) {
      sessions.add(new BenchSession(world.home(), "tools " + CALLS + " sequential", false));
    }
    double most = 0;
    long begin = System.nanoTime();
    while (world.model().requests().size() < SESSIONS * (CALLS + 1)) {
      most = Math.max(most, Proc.residentMegabytes(world.workerPid()));
      if (System.nanoTime() - begin > MOST_NANOS) {
        throw new AssertionError("the sessions are not done: " + world.model().requests().size());
      }
      Thread.sleep(50);
    }
    figures
        .atMost("worker RSS, the most with " + SESSIONS + " sessions at work", 400, " MB", most)
        .note(
            "worker RSS, those " + SESSIONS + " idle again",
            Math.round(Proc.residentMegabytes(world.workerPid())) + " MB");
  }

  private MemoryBench() {}
}
