package io.codextemporal.worker.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A {@code temporal} program that runs here, with where it came from and the server it holds. */
public record TemporalBinary(Path program, Origin origin, ServerVersion version) {
  /** The command line program that is fetched or built where none is found. */
  static final String CLI_VERSION = "1.5.1";

  /** Where a binary came from. */
  public enum Origin {
    CONFIGURED("temporal.binary"),
    PATH("PATH"),
    CACHE("the cache"),
    RELEASE("the official release"),
    BUILT("built with Go");

    private final String words;

    Origin(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** Asks the program for its version; empty when it does not run or is no Temporal. */
  static Optional<TemporalBinary> ask(Path program, Origin origin) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--version")
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readNBytes(4000), UTF_8);
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return ServerVersion.ofBanner(said)
          .map(version -> new TemporalBinary(program, origin, version));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
