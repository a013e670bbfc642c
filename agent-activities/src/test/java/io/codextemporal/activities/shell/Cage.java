package io.codextemporal.activities.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * An outer sandbox of the test's own around the one under test: what leaks through the inner one
 * marks the test's folder and nothing else of the machine.
 */
public final class Cage {
  /** A folder with a {@code bwrap} that runs the real one inside a view of {@code folder} alone. */
  public static String around(Path folder) throws IOException {
    Path real =
        Stream.of("/usr/bin/bwrap", "/usr/local/bin/bwrap", "/bin/bwrap")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("bubblewrap is not installed"));
    Path programs = Files.createDirectories(folder.resolve("programs"));
    Path shim = programs.resolve("bwrap");
    Files.writeString(
        shim,
        """
        #!/bin/sh
        case $1 in --version) exec %1$s --version ;; esac
        exec %1$s --die-with-parent --unshare-pid --unshare-net --ro-bind / / --dev /dev \
          --proc /proc --tmpfs /tmp --bind '%2$s' '%2$s' --bind-try "$PWD" "$PWD" \
          --bind-try "/dev/shm/ct-places-$(id -u)" "/dev/shm/ct-places-$(id -u)" -- %1$s "$@"
        """
            .formatted(real, folder));
    if (!shim.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + shim + " executable");
    }
    return programs + ":/usr/bin:/bin";
  }

  private Cage() {}
}
