package io.codextemporal.worker.bench;

import io.codextemporal.worker.e2e.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** How long a turn stands still when its worker is killed and the next one is started at once. */
public final class KillBench {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ROUNDS = 5;

  public static void main(String[] args) throws Exception {
    try (Figures figures = new Figures();
        World world = World.open()) {
      figures.part(
          "killed in a command",
          () ->
              figures.at(
                  "worker killed in a command of 0.3 s → the turn's next model request",
                  3_000,
                  rounds(world, "run: touch MARK; sleep 0.3; echo done", true)));
      figures.part(
          "killed in a model call",
          () ->
              figures.at(
                  "worker killed in a model call → the model call made again",
                  3_000,
                  rounds(world, "ticks 40 every 20 ms", false)));
    }
  }

  private static Sample rounds(World world, String text, boolean inCommand) throws Exception {
    long[] took = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      Path mark = world.home().codexHome().resolve("mark-" + inCommand + i);
      try (BenchSession session = new BenchSession(world.home(), "hello")) {
        session.awaitEnd();
        int before = world.model().requests().size();
        session.say(text.replace("MARK", "'" + mark + "'"));
        if (inCommand) {
          Await.until("the command runs", PATIENCE, () -> Files.exists(mark));
        } else {
          request(world, before + 1);
          Thread.sleep(200);
        }
        Instant killed = Instant.now();
        world.killWorker();
        world.startWorker();
        took[i] = Duration.between(killed, request(world, before + 2)).toNanos();
        session.awaitEnd();
      }
    }
    return new Sample(took);
  }

  private static Instant request(World world, int number) throws Exception {
    if (!world.model().awaitRequests(number, PATIENCE)) {
      throw new AssertionError("request " + number + " never came");
    }
    return world.model().requests().get(number - 1).at();
  }

  private KillBench() {}
}
