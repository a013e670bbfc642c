package io.codextemporal.activities.sandbox;

import io.codextemporal.config.Places;
import io.codextemporal.config.Programs;
import io.codextemporal.protocol.SandboxMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what confines commands here: runs one that tries what it must not, in each form until
 * one holds.
 */
final class SandboxSearch {
  /** Which of the two is used: bubblewrap or landlock, else whatever holds. */
  private static final String CHOICE = "CT_SANDBOX";

  private static final String INSTALL =
      "Install bubblewrap (apt install bubblewrap, dnf install bubblewrap), or start with"
          + " -s danger-full-access to run commands unconfined.";
  private static final String ALLOW =
      "Allow user namespaces (sysctl kernel.unprivileged_userns_clone=1,"
          + " kernel.apparmor_restrict_unprivileged_userns=0; in a container --security-opt"
          + " seccomp=unconfined), or start with -s danger-full-access to run commands unconfined.";
  private static final long PATIENCE_SECONDS = 10;
  private static final int MOST_WORDS = 300;

  /** Prints what held; anything missing is a hole. */
  private static final String TRIES =
      "IFS=' \t'; "
          + "echo x > sub/inside && echo inside; "
          + "(echo x > \"$1/outside\") 2>/dev/null || echo outside; "
          + "mkdir .git/hooks 2>/dev/null || echo protected; "
          + "cat \"$2\" > /dev/null 2>&1 || echo hidden; "
          + "kill -0 \"$3\" 2> /dev/null || echo alone; "
          + "chmod 700 \"$1\" 2> /dev/null || echo modes; "
          + "unshare -U true 2>/dev/null || echo namespaces; "
          + "if [ -r /proc/self/status ]; then while read -r k v; do case $k$v in "
          + "Seccomp:2) echo filter ;; NoNewPrivs:1) echo rights ;; "
          + "CapEff:0000000000000000) echo powers ;; esac; done < /proc/self/status; "
          + "else echo filter rights powers; fi; "
          + "exit 0";

  private static final List<String> WANTED =
      List.of(
          "inside",
          "outside",
          "protected",
          "hidden",
          "alone",
          "modes",
          "namespaces",
          "filter",
          "rights",
          "powers");

  private final Sandboxes sandboxes;
  private final Places places;
  private final Map<String, String> environment;

  SandboxSearch(Sandboxes sandboxes, Places places, Map<String, String> environment) {
    this.sandboxes = sandboxes;
    this.places = places;
    this.environment = environment;
  }

  Sandbox run() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return new Sandbox.None(
          "this system is not Linux",
          "Start with -s danger-full-access, in a machine or container you can lose.");
    }
    if (SeccompFilter.of(System.getProperty("os.arch"), false).isEmpty()) {
      return new Sandbox.None(
          "no system call filter is known for " + System.getProperty("os.arch"),
          "Start with -s danger-full-access, in a machine or container you can lose.");
    }
    return switch (environment.getOrDefault(CHOICE, "")) {
      case "bubblewrap" -> bubblewrap();
      case "landlock" -> orLandlock(new Sandbox.None(CHOICE + " asks for it", INSTALL));
      default -> {
        Sandbox found = bubblewrap();
        yield found instanceof Sandbox.None none ? orLandlock(none) : found;
      }
    };
  }

  private Sandbox bubblewrap() {
    Optional<Path> program = Programs.find("bwrap", environment);
    if (program.isEmpty()) {
      return new Sandbox.None("bwrap is not on PATH", INSTALL);
    }
    try {
      return probe(program.get());
    } catch (IOException e) {
      return new Sandbox.None("it could not be tried: " + e.getMessage(), INSTALL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Sandbox.None("the trial was interrupted", INSTALL);
    }
  }

  /** Weaker, and better than nothing; what has not been tried is not believed. */
  private Sandbox orLandlock(Sandbox.None none) {
    Optional<Landlock> landlock = Landlock.here(none.why());
    if (landlock.isEmpty()) {
      int version = Landlock.kernelVersion();
      return new Sandbox.None(
          none.why()
              + (version == 0
                  ? "; this kernel has no Landlock"
                  : "; this kernel's Landlock is version "
                      + version
                      + ", which lets signals out; "
                      + Landlock.LEAST
                      + " (Linux 6.12) would do"),
          none.remedy());
    }
    try {
      String failure = holes(landlock.get());
      return failure.isEmpty()
          ? landlock.get()
          : new Sandbox.None(none.why() + "; Landlock: " + failure, none.remedy());
    } catch (IOException e) {
      return new Sandbox.None(none.why() + "; Landlock: " + e.getMessage(), none.remedy());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return none;
    }
  }

  private Sandbox probe(Path program) throws IOException, InterruptedException {
    String version = output(List.of(program.toString(), "--version"), null).text().strip();
    List<String> failures = new ArrayList<>();
    for (Bubblewrap.Form form : Bubblewrap.Form.values()) {
      Bubblewrap candidate = new Bubblewrap(program, version, form);
      String failure = holes(candidate);
      if (failure.isEmpty()) {
        return candidate;
      }
      if (!failures.contains(failure)) {
        failures.add(failure);
      }
    }
    return new Sandbox.None(version + " does not work here: " + String.join("; ", failures), ALLOW);
  }

  /** What went wrong when the candidate was tried; empty when it held. */
  private String holes(Sandbox candidate) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ct-probe").toRealPath();
    try {
      Path inside = Files.createDirectory(folder.resolve("workspace"));
      Files.createDirectory(inside.resolve("sub"));
      Path outside = Files.createDirectory(folder.resolve("outside"));
      SandboxRequest request =
          new SandboxRequest(
              SandboxMode.WORKSPACE_WRITE,
              false,
              List.of(inside),
              List.of(),
              inside,
              List.of(),
              200);
      Path secret = places.worker().resolve("sandbox").resolve("probe");
      Files.createDirectories(secret.getParent());
      Files.writeString(secret, "x");
      try (Confined confined = sandboxes.confine(candidate, request)) {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" 9< \"$0\""));
        line.add(String.valueOf(confined.confinement().filter()));
        line.addAll(confined.confinement().prefix());
        line.addAll(
            List.of(
                "/bin/sh",
                "-c",
                TRIES,
                "probe",
                outside.toString(),
                secret.toString(),
                Long.toString(ProcessHandle.current().pid())));
        Printed printed = output(line, inside);
        List<String> held = List.of(printed.text().split("\\s+"));
        List<String> missing = WANTED.stream().filter(word -> !held.contains(word)).toList();
        if (missing.isEmpty()) {
          return "";
        }
        String said =
            printed.text().strip().lines().limit(2).reduce((a, b) -> a + " " + b).orElse("");
        return printed.exit() == 0
            ? "it lets through what it must not (" + String.join(", ", missing) + ")"
            : said.substring(0, Math.min(MOST_WORDS, said.length()));
      } catch (UnconfinableException e) {
        return e.why();
      }
    } finally {
      delete(folder);
    }
  }

  private record Printed(String text, int exit) {}

  private static Printed output(List<String> line, @Nullable Path folder)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
    if (folder != null) {
      builder.directory(folder.toFile());
    }
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        return new Printed("it hung", -1);
      }
      String text = new String(process.getInputStream().readNBytes(10_000), StandardCharsets.UTF_8);
      return new Printed(text, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
