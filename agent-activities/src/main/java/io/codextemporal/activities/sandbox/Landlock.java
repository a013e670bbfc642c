package io.codextemporal.activities.sandbox;

import io.codextemporal.activities.landlock.Kernel;
import io.codextemporal.activities.landlock.LandlockMain;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The kernel's own Landlock, where bubblewrap cannot be used: weaker, since it can only add to what
 * is allowed. A writable folder is so from its folders down; in it directly nothing can be made,
 * moved or removed. Other processes can be seen, though neither signalled nor looked into.
 *
 * @param version the kernel's
 * @param launcher the line that starts the launcher
 * @param instead why it is not bubblewrap
 */
record Landlock(int version, List<String> launcher, String instead) implements Sandbox {
  /** The first that keeps signals in (Linux 6.12): a worker must not be ended by its commands. */
  static final int LEAST = 6;

  /** As one who may be told; empty where the kernel or this Java does not do. */
  static Optional<Landlock> here(String instead) {
    int version = kernelVersion();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    try {
      Path classes =
          Path.of(LandlockMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return version >= LEAST && Files.isExecutable(java)
          ? Optional.of(
              new Landlock(
                  version, LandlockMain.line(java, classes.toString(), archive()), instead))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** As the build made it. */
  private static Optional<Path> archive() {
    return Optional.ofNullable(System.getProperty("ct.dist"))
        .map(dist -> Path.of(dist, "landlock.jsa"))
        .filter(Files::isReadable);
  }

  /** 0 for none. */
  static int kernelVersion() {
    try {
      return Kernel.open().landlockVersion();
    } catch (Kernel.Refused | RuntimeException | LinkageError e) {
      return 0;
    }
  }

  @Override
  public String found() {
    return "Landlock, version "
        + version
        + ", weaker than bubblewrap: directly in a writable folder nothing can be made, moved or"
        + " removed (/tmp included; TMPDIR is a folder of its own), modes and times of files cannot be changed ("
        + instead
        + ")";
  }

  /** What comes before the command; its filter is read from descriptor 9. */
  List<String> prefix(SandboxRequest request, MountPlan plan, Path scratch) {
    List<String> line = new ArrayList<>(launcher);
    plan.identities().forEach((root, id) -> line.addAll(List.of("-w", root.toString(), id)));
    for (Mount mount : plan.mounts()) {
      switch (mount.kind()) {
        case FIXED -> line.addAll(List.of("-k", mount.path().toString()));
        case HIDDEN_FOLDER, HIDDEN_FILE -> line.addAll(List.of("-h", mount.path().toString()));
        case WRITABLE -> {} // The roots; what lies between two needs no mount here.
      }
    }
    for (Path readable : request.readable()) {
      if (Files.isDirectory(readable)) {
        line.addAll(List.of("-r", readable.toString()));
      }
    }
    if (!plan.identities().isEmpty()) {
      line.addAll(List.of("-t", scratch.toString()));
    }
    line.addAll(List.of("-n", request.network() ? "on" : "off"));
    line.addAll(List.of("-u", Integer.toString(request.processes())));
    line.addAll(List.of("--", "/bin/sh", "-c", "exec \"$@\"", "sandbox"));
    return line;
  }
}
