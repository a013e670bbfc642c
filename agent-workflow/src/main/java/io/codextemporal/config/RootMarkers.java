package io.codextemporal.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What marks the root of a project: the names of {@code project_root_markers}, {@code .git} unless
 * said otherwise. An empty folder of such a name marks nothing: git takes none for a repository,
 * and a sandbox holds the place of an absent one with it.
 */
public record RootMarkers(List<String> names) {
  /** Where nothing is configured. */
  public static final RootMarkers GIT = new RootMarkers(List.of(".git"));

  public RootMarkers {
    names = List.copyOf(names);
  }

  public static RootMarkers of(Config config) {
    return config.has("project_root_markers")
        ? new RootMarkers(config.texts("project_root_markers"))
        : GIT;
  }

  /** The nearest folder, {@code folder} itself or above it, that holds a marker. */
  public Optional<Path> root(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      Path here = at;
      if (names.stream().anyMatch(name -> marks(here.resolve(name)))) {
        return Optional.of(here);
      }
    }
    return Optional.empty();
  }

  private static boolean marks(Path marker) {
    if (!Files.isDirectory(marker)) {
      return Files.exists(marker);
    }
    try (Stream<Path> inside = Files.list(marker)) {
      return inside.findAny().isPresent();
    } catch (IOException e) {
      return true;
    }
  }
}
