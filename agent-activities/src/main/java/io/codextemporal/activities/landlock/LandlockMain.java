package io.codextemporal.activities.landlock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Confines this very thread by Landlock and by the filter in descriptor 9, without powers and
 * without a way back to them, then becomes the command, with this process's pid, folder,
 * environment and streams. What cannot be held exactly as asked is not run: exit 125.
 */
public final class LandlockMain {
  /** How what is said here begins. */
  public static final String PREFIX = "ct-sandbox: ";

  /** Java options of the user's that were not meant for this program, under other names. */
  private static final List<String> ASIDE =
      List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

  /** As {@code scripts/build} has them for the archive: it must be made with the same. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:CompileThresholdScaling=20",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-XX:-MaxFDLimit",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:CompressedClassSpaceSize=16m",
          "-XX:ReservedCodeCacheSize=8m",
          "-Xmx32m",
          "-Xlog:disable",
          "--enable-native-access=ALL-UNNAMED");

  private static final int NOT_STARTED = 125;

  private final Kernel kernel;
  private final Request request;

  private LandlockMain(Kernel kernel, Request request) {
    this.kernel = kernel;
    this.request = request;
  }

  public static void main(String[] words) {
    try {
      Request request = Request.ofThisProcess(LandlockMain.class.getName());
      throw new LandlockMain(Kernel.open(), request).run();
    } catch (IOException | Kernel.Refused | RuntimeException e) {
      System.err.println(PREFIX + "the command was not started: " + e.getMessage());
      System.exit(NOT_STARTED);
    }
  }

  private Kernel.Refused run() throws IOException, Kernel.Refused {
    byte[] filter = Files.readAllBytes(Grants.seen(9));
    byte[][] environment = environment();
    int ruleset =
        kernel.createRuleset(Grants.ALL, request.network() ? 0 : 0b11, /* sockets, signals */ 0b11);
    grant(new Grants(kernel, ruleset));
    kernel.endWithParent();
    limitProcesses();
    kernel.noNewPrivileges();
    kernel.dropCapabilities();
    kernel.restrict(ruleset);
    kernel.tidy();
    kernel.filter(filter);
    return kernel.execute(request.command(), environment);
  }

  private void grant(Grants grants) throws IOException, Kernel.Refused {
    List<Path> unread = new ArrayList<>(request.hidden());
    unread.add(Path.of("/dev"));
    grants.below(Path.of("/"), Grants.READ, unread);
    // The names in what is hidden can be listed: without this, so could none above it.
    grants.add(kernel.name(-1, "/"), Grants.READ_DIR);
    for (Path path : request.readable()) {
      grants.below(path, Grants.READ, List.of());
    }
    for (String device : List.of("null", "zero", "full", "random", "urandom", "tty")) {
      long rights = Grants.READ_FILE | Grants.WRITE_FILE | Grants.TRUNCATE | Grants.IOCTL_DEV;
      grants.device("/dev/" + device, rights);
    }
    for (int output = 1; output <= 2; output++) {
      if (Files.isRegularFile(Grants.seen(output))) {
        grants.add(output, Grants.WRITE_FILE);
      }
    }
    List<Path> fixed = new ArrayList<>(request.kept());
    fixed.addAll(request.hidden());
    for (var root : request.roots().entrySet()) {
      int descriptor = kernel.name(-1, root.getKey().toString());
      if (!identity(descriptor).equals(root.getValue())) {
        throw new IOException("a writable folder was replaced meanwhile");
      }
      grants.below(descriptor, root.getKey(), Grants.WRITE, fixed);
    }
    Path scratch = request.scratch();
    if (scratch != null) {
      // It lies in what is hidden.
      grants.below(scratch, Grants.READ | Grants.WRITE, List.of());
    }
  }

  private static String identity(int descriptor) throws IOException {
    var unix = Files.readAttributes(Grants.seen(descriptor), "unix:dev,ino");
    return unix.get("dev") + ":" + unix.get("ino");
  }

  /** The kernel counts all of this user's; root's it counts not at all. */
  private void limitProcesses() throws IOException, Kernel.Refused {
    Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    if (Integer.valueOf(0).equals(user) || request.processes() == Integer.MAX_VALUE) {
      return;
    }
    long now = 0;
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      for (Path process : all.filter(path -> path.toString().matches("/proc/\\d+")).toList()) {
        now += threads(process, user);
      }
    }
    kernel.limitProcesses(now + request.processes());
  }

  private static long threads(Path process, Object user) {
    try (Stream<Path> threads = Files.list(process.resolve("task"))) {
      return user.equals(Files.getAttribute(process, "unix:uid")) ? threads.count() : 0;
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0; // It has ended.
    }
  }

  /** This process's, byte by byte, but for what tells the command where it is. */
  private byte[][] environment() throws IOException {
    List<byte[]> variables = new ArrayList<>();
    for (byte[] each : Request.split(Files.readAllBytes(Path.of("/proc/self/environ")))) {
      String text = Request.text(each);
      String name = text.substring(0, Math.max(0, text.indexOf('=')));
      if (name.startsWith("_CT_ASIDE_")) {
        if (text.length() > name.length() + 1) {
          variables.add(bytes(text.substring("_CT_ASIDE_".length())));
        }
      } else if (!name.equals("CODEX_SANDBOX") && !isReplaced(name)) {
        variables.add(each);
      }
    }
    variables.add(bytes("CODEX_SANDBOX=landlock"));
    if (request.scratch() != null) {
      variables.add(bytes("TMPDIR=" + request.scratch()));
    }
    return variables.toArray(byte[][]::new);
  }

  private boolean isReplaced(String name) {
    return ASIDE.contains(name) || request.scratch() != null && name.equals("TMPDIR");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What starts it, up to its own words; the user's Java options are put aside.
   *
   * @param archive of its classes, where there is one; one that does not fit only costs time
   */
  public static List<String> line(Path java, String classPath, Optional<Path> archive) {
    StringBuilder script = new StringBuilder("exec /usr/bin/env");
    ASIDE.forEach(name -> script.append(" -u ").append(name));
    ASIDE.forEach(name -> script.append(" \"_CT_ASIDE_%1$s=$%1$s\"".formatted(name)));
    List<String> line =
        new ArrayList<>(
            List.of(
                "/bin/sh", "-c", script.append(" \"$@\"").toString(), "sandbox", java.toString()));
    line.addAll(OPTIONS);
    archive.ifPresent(file -> line.add("-XX:SharedArchiveFile=" + file));
    line.addAll(List.of("-cp", classPath, LandlockMain.class.getName()));
    return List.copyOf(line);
  }
}
