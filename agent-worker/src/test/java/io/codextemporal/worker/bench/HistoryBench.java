package io.codextemporal.worker.bench;

import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.worker.e2e.ClientLog;
import io.codextemporal.worker.e2e.EvidenceRoom;
import io.codextemporal.worker.e2e.SessionEvidence;
import io.codextemporal.worker.e2e.Witness;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How much history a conversation leaves on the server, all runs of the session counted. {@code
 * [TURNS…]}, 50 without.
 */
public final class HistoryBench {
  private static final long SEED = 42;

  public static void main(String[] args) throws Exception {
    List<String> turns = args.length == 0 ? List.of("50") : List.of(args);
    try (Figures figures = new Figures();
        World world = World.open()) {
      Random random = new Random(SEED);
      world
          .model()
          .otherwise(request ->
              Reply.stream()
                  .sayAtOnce(
                      prose(random, Integer.parseInt(request.lastUserText().split(" ", 3)[1]))));
      for (String count : turns) {
        for (int bytes : new int[] {2_500, 8_000}) {
          figures.part(
              count + " turns of " + bytes + " bytes",
              () -> measure(figures, world, Integer.parseInt(count), bytes));
        }
      }
    }
  }

  private static void measure(Figures figures, World world, int turns, int bytes) throws Exception {
    String text = "say " + (bytes - 16) + " bytes";
    try (BenchSession session = new BenchSession(world.home(), text)) {
      session.awaitEnd();
      for (int i = 1; i < turns; i++) {
        session.run(text);
      }
      List<SessionEvidence.Run> runs =
          EvidenceRoom.of(world.server(), world.home())
              .gather(session.id(), Witness.of(world.home()), new ClientLog(), List.of())
              .runs();
      long history = runs.stream().mapToLong(SessionEvidence.Run::bytes).sum();
      long said = (long) turns * (bytes - 16 + text.length());
      String figure =
          String.format(
              Locale.ROOT,
              "history bytes per conversation byte, %d turns of %,d bytes (%d runs)",
              turns,
              bytes,
              runs.size());
      figures.atMost(figure, bytes >= 8_000 ? 2.2 : 3, "", (double) history / said);
    }
  }

  /** Words that do not repeat, so that no compression flatters the figure. */
  private static String prose(Random random, int length) {
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      text.append((char) (random.nextInt(7) == 0 ? ' ' : 'a' + random.nextInt(26)));
    }
    return text.toString();
  }

  private HistoryBench() {}
}
