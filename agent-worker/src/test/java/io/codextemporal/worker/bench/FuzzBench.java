package io.codextemporal.worker.bench;

import io.codextemporal.worker.fuzz.ScriptFuzz;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Many generated scripts against the law that what runs unasked executes only what it says; {@code
 * [SEED [COUNT]]}.
 */
public final class FuzzBench {
  private static final int SCRIPTS = 200_000;

  public static void main(String[] args) throws Exception {
    int scripts = args.length > 1 ? Integer.parseInt(args[1]) : SCRIPTS;
    long seed = args.length > 0 ? Long.parseLong(args[0]) : System.nanoTime();
    Path folder = Files.createTempDirectory("ct-fuzz");
    long begin = System.nanoTime();
    ScriptFuzz fuzz = new ScriptFuzz(seed, folder);
    List<String> broken = fuzz.run(scripts);
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.print(
        new Table(
                "scripts", "let run unasked", "commands they executed", "broke the law", "seconds")
            .row(
                String.format(Locale.ROOT, "%,d", fuzz.judged()),
                String.format(Locale.ROOT, "%,d", fuzz.ran()),
                String.format(Locale.ROOT, "%,d", fuzz.executed()),
                broken.size(),
                Math.round(seconds)));
    broken.stream().limit(20).forEach(System.err::println);
    System.err.println("seed " + seed + ", folder " + folder);
    if (!broken.isEmpty()) {
      System.exit(1);
    }
  }

  private FuzzBench() {}
}
