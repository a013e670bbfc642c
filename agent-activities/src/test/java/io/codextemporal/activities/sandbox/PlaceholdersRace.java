package io.codextemporal.activities.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;

/** One of two processes that make and release placeholders of the same names. */
final class PlaceholdersRace {
  public static void main(String[] words) throws Exception {
    String failure = run(Path.of(words[0]), 1, round -> round < 150);
    Files.writeString(Path.of(words[1]), failure.isEmpty() ? "done" : failure);
  }

  /** What was missing while it was stood on; empty when nothing ever was. */
  static String run(Path folder, long seed, IntPredicate goesOn) throws IOException {
    Random random = new Random(seed);
    Placeholders placeholders = new Placeholders(folder.resolve("locks"));
    for (int round = 0; goesOn.test(round); round++) {
      List<Path> names = new ArrayList<>(List.of(folder.resolve("shared")));
      if (random.nextBoolean()) {
        names.add(folder.resolve("n" + random.nextInt(2)));
      }
      // As for a plan: what the other made meanwhile is a placeholder, never somebody's own.
      for (Path name : names) {
        if (!placeholders.holds(name)) {
          return "seed " + seed + ", round " + round + ": " + name + " is held for somebody's own";
        }
      }
      Path lock = placeholders.make(names).orElseThrow();
      for (int look = 0; look < 5; look++) {
        for (Path name : names) {
          if (!Files.isDirectory(name)) {
            return "seed " + seed + ", round " + round + ": " + name + " was taken away";
          }
        }
        if (!Files.exists(lock)) {
          return "seed " + seed + ", round " + round + ": the lock file was taken away";
        }
      }
      placeholders.release(lock);
    }
    return "";
  }

  private PlaceholdersRace() {}
}
