package io.codextemporal.worker.bench;

import io.codextemporal.worker.e2e.JavaProcess;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A key's way through the program alone, in a JVM with the screen's flags. */
final class KeyPath {
  static void measure(Figures figures, World world) throws Exception {
    for (String when : List.of("idle", "100 tokens/s")) {
      JavaProcess screen =
          JavaProcess.start(
              world.home(), KeyPathMain.class.getName(), List.of("-Xmn8m"), List.of(when));
      screen.await(Duration.ofMinutes(1));
      long[] nanos =
          Arrays.stream(screen.output().strip().split("\\s+")).mapToLong(Long::parseLong).toArray();
      figures.at("key → bytes in process, " + when, 1, new Sample(nanos));
    }
  }

  private KeyPath() {}
}
