package io.codextemporal.activities.sandbox;

import io.codextemporal.activities.journal.Confinement;
import io.codextemporal.config.Places;
import io.codextemporal.protocol.SandboxMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Confines commands on this machine.
 *
 * <p>What works is found out by running it, once a process, and again when there was none or when
 * it failed. Thread-safe.
 */
public final class Sandboxes {
  private static final Logger LOG = LoggerFactory.getLogger(Sandboxes.class);

  private final Places places;
  private final List<Path> secrets;
  private final SandboxSearch search;
  private final Placeholders placeholders;
  private final Map<Kind, byte[]> programs = new ConcurrentHashMap<>();
  private volatile Optional<Sandbox> found = Optional.empty();
  private volatile long triedAt;

  /** What decides which system calls are refused. */
  private record Kind(boolean network, SeccompFilter.Around around) {}

  /** A machine without one is asked again after so long. */
  private static final long AGAIN_NANOS = 30_000_000_000L;

  /**
   * @param environment this process's
   */
  public Sandboxes(Places places, Map<String, String> environment) {
    this.places = places;
    this.secrets = secrets(places, environment);
    this.search = new SandboxSearch(this, places, environment);
    this.placeholders = new Placeholders(notes(places));
  }

  /**
   * One folder for all homes of this user, gone with the machine's memory, where no confined
   * command sees it: {@code /dev} is its own.
   */
  private static Path notes(Places places) {
    Path memory = Path.of("/dev/shm");
    try {
      if (Files.isWritable(memory)) {
        return OwnFolder.of(memory.resolve("ct-places-" + OwnFolder.uid()));
      }
    } catch (IOException e) {
      LOG.warn("Two homes of yours may disturb each other's sandboxes: {}", e.toString());
    }
    return places.worker().resolve("placeholders");
  }

  /** What this machine has, as a probe showed. */
  public Sandbox find() {
    Optional<Sandbox> known = found;
    boolean stale =
        known.filter(Sandbox.None.class::isInstance).isPresent()
            && System.nanoTime() - triedAt > AGAIN_NANOS;
    return known.isPresent() && !stale ? known.get() : look();
  }

  /** Finds out anew. */
  public synchronized Sandbox look() {
    Sandbox sandbox = search.run();
    found = Optional.of(sandbox);
    triedAt = System.nanoTime();
    placeholders.sweep();
    return sandbox;
  }

  public boolean available() {
    return !(find() instanceof Sandbox.None);
  }

  /**
   * What confines a command.
   *
   * @throws UnconfinableException when this machine or these folders do not allow it
   */
  public Confined confine(SandboxRequest request) throws UnconfinableException, IOException {
    Sandbox sandbox = find();
    if (sandbox instanceof Sandbox.None none) {
      throw new UnconfinableException("there is no sandbox: " + none.why() + ". " + none.remedy());
    }
    return confine(sandbox, request);
  }

  /** The same with what is yet to be tried. */
  Confined confine(Sandbox candidate, SandboxRequest request)
      throws UnconfinableException, IOException {
    return switch (candidate) {
      case Sandbox.None none -> throw new UnconfinableException(none.why());
      case Bubblewrap bubblewrap -> confine(bubblewrap, request);
      case Landlock landlock -> confine(landlock, request);
    };
  }

  private Confined confine(Landlock landlock, SandboxRequest request)
      throws UnconfinableException, IOException {
    if (request.mode() == SandboxMode.DANGER_FULL_ACCESS) {
      throw new UnconfinableException("danger-full-access confines nothing");
    }
    MountPlan plan = MountPlan.of(request, places, secrets, placeholders::holds);
    Path scratch =
        OwnFolder.of(Files.createDirectories(places.worker()).toRealPath().resolve("tmp"));
    return new Confined(
        new Confinement(
            landlock.prefix(request, plan, scratch),
            filter(
                request.network(),
                plan.identities().isEmpty()
                    ? SeccompFilter.Around.LANDLOCK_READING
                    : SeccompFilter.Around.LANDLOCK_WRITING),
            List.of(),
            List.of(),
            "Landlock, " + request.text()),
        () -> {});
  }

  Confined confine(Bubblewrap bubblewrap, SandboxRequest request)
      throws UnconfinableException, IOException {
    if (request.mode() == SandboxMode.DANGER_FULL_ACCESS) {
      throw new UnconfinableException("danger-full-access confines nothing");
    }
    MountPlan plan = MountPlan.of(request, places, secrets, placeholders::holds);
    Path filter = filter(request.network(), SeccompFilter.Around.NAMESPACES);
    Path home = places.home().toRealPath();
    Optional<Path> lock = placeholders.make(plan.absent());
    List<String> prefix = bubblewrap.prefix(request, plan, lock, home);
    return new Confined(
        new Confinement(prefix, filter, List.of(), List.of(), request.text()),
        () -> lock.ifPresent(placeholders::release));
  }

  /** Tidies up after commands that other workers started. */
  public void sweep() {
    placeholders.sweep();
  }

  /** The environment variables that tell a confined command where it is. */
  public static Map<String, String> environment(boolean network) {
    return network
        ? Map.of("CODEX_SANDBOX", "bubblewrap")
        : Map.of("CODEX_SANDBOX", "bubblewrap", "CODEX_SANDBOX_NETWORK_DISABLED", "1");
  }

  /** The file with the filter, in a folder that no confined command sees. */
  private Path filter(boolean network, SeccompFilter.Around around) throws IOException {
    byte[] program = programs.get(new Kind(network, around));
    if (program == null) {
      program =
          SeccompFilter.of(System.getProperty("os.arch"), network, around)
              .orElseThrow(() -> new IOException("no filter for " + System.getProperty("os.arch")));
      programs.put(new Kind(network, around), program);
    }
    Path folder = places.worker().resolve("sandbox");
    Path file =
        folder.resolve(
            (network ? "network-" : "alone-")
                + Integer.toHexString(java.util.Arrays.hashCode(program))
                + ".bpf");
    if (!Files.exists(file)) {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, "filter", ".new");
      Files.write(fresh, program);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  /** What of ours lies outside the home: credentials of the model's provider, and of Temporal. */
  private static List<Path> secrets(Places places, Map<String, String> environment) {
    String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path config =
        configured.isBlank()
            ? Path.of(environment.getOrDefault("HOME", "/"), ".config")
            : Path.of(configured);
    String temporal = environment.getOrDefault("TEMPORAL_CONFIG_FILE", "");
    return Stream.of(
            places.authFile(),
            places.codexHome().resolve(".credentials.json"),
            config.resolve("temporalio/temporal.toml"),
            temporal.isBlank() ? places.authFile() : Path.of(temporal))
        .distinct()
        .toList();
  }
}
