package io.codextemporal.worker.server;

import io.codextemporal.config.ConfigException;
import io.codextemporal.config.Places;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Looks for a Temporal binary: the one that is configured, else on PATH, else in the cache, else
 * fetched into the cache by each source in turn (the official release, then a build with Go). Only
 * {@link #find} downloads or builds; the caller holds the server's lock then, so it is done once.
 */
public final class BinaryFinder {
  private final Optional<String> configured;
  private final List<Path> path;
  private final Path cached;
  private final List<Path> otherCaches;
  private final List<BinarySource> sources;

  /**
   * @param configured {@code temporal.binary} of config.toml
   * @param path the folders of PATH
   * @param cached where a fetched program is kept
   * @param otherCaches where it may be already: a fetched program is good for every home
   */
  BinaryFinder(
      Optional<String> configured,
      List<Path> path,
      Path cached,
      List<Path> otherCaches,
      List<BinarySource> sources) {
    this.configured = configured;
    this.path = List.copyOf(path);
    this.cached = cached;
    this.otherCaches = List.copyOf(otherCaches);
    this.sources = List.copyOf(sources);
  }

  /**
   * The finder of a home.
   *
   * @param launcher the path of {@code scripts/ct}, beside which the pinned module stands
   */
  public static BinaryFinder of(
      Places places,
      Map<String, String> environment,
      Optional<String> configured,
      Optional<Path> launcher) {
    List<Path> path =
        Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(folder -> !folder.isBlank())
            .map(Path::of)
            .toList();
    String version = "temporal-" + TemporalBinary.CLI_VERSION;
    Path user = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path shared = caches.isBlank() ? user.resolve(".cache") : Path.of(caches);
    return new BinaryFinder(
        configured.filter(name -> !name.isBlank()),
        path,
        places.cache().resolve(version).resolve("temporal"),
        List.of(
            user.resolve(".codex-temporal/cache").resolve(version).resolve("temporal"),
            // Where the tests' script keeps it.
            shared.resolve("codex-temporal").resolve(version)),
        List.of(ReleaseDownload.official(), new GoBuild(launcher)));
  }

  /** What is on this machine already; nothing is fetched. */
  public Optional<TemporalBinary> look() {
    if (configured.isPresent()) {
      return TemporalBinary.ask(Path.of(configured.get()), TemporalBinary.Origin.CONFIGURED);
    }
    return path.stream()
        .map(folder -> folder.resolve("temporal"))
        .filter(Files::isExecutable)
        .flatMap(program -> TemporalBinary.ask(program, TemporalBinary.Origin.PATH).stream())
        .findFirst()
        .or(this::lookInCaches);
  }

  private Optional<TemporalBinary> lookInCaches() {
    return Stream.concat(Stream.of(cached), otherCaches.stream())
        .filter(Files::isExecutable)
        .flatMap(program -> TemporalBinary.ask(program, TemporalBinary.Origin.CACHE).stream())
        .findFirst();
  }

  /**
   * What is on this machine, else the first source that delivers.
   *
   * @throws ConfigException when a binary is configured that does not run: none is looked for then
   */
  BinarySearch find(Consumer<String> progress) throws InterruptedException {
    Optional<TemporalBinary> here = look();
    if (here.isPresent()) {
      return new BinarySearch.Found(here.get());
    }
    if (configured.isPresent()) {
      throw new ConfigException(
          "temporal.binary",
          configured.get() + " is no Temporal server that runs here",
          "Name the temporal program, or remove the line to let one be found.");
    }
    List<String> reasons = new ArrayList<>();
    reasons.add("PATH and temporal.binary: no temporal program");
    for (BinarySource source : sources) {
      try {
        source.fetch(cached, progress);
        Optional<TemporalBinary> binary = TemporalBinary.ask(cached, source.origin());
        if (binary.isPresent()) {
          return new BinarySearch.Found(binary.get());
        }
        Files.deleteIfExists(cached);
        reasons.add(source.origin() + ": what came does not run here");
      } catch (IOException e) {
        reasons.add(source.origin() + ": " + e.getMessage());
      }
    }
    return new BinarySearch.NotFound(reasons);
  }
}
