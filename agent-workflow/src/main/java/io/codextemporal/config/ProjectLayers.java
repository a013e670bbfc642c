package io.codextemporal.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code .codex/config.toml} of a project, root to folder, nearest wins: read only where the user
 * trusts the folder, and only keys that say how to work, never where to send it or what is allowed.
 */
final class ProjectLayers {
  private static final Set<String> ALLOWED =
      Set.of(
          "model",
          "model_reasoning_effort",
          "model_reasoning_summary",
          "model_verbosity",
          "developer_instructions",
          "project_doc_max_bytes",
          "project_doc_fallback_filenames",
          "tool_output_token_limit",
          "tui");

  static List<ConfigLayer> of(Config own, Path cwd, List<String> warnings) {
    List<ConfigLayer> layers = new ArrayList<>();
    for (Path folder : trustedFolders(own, cwd)) {
      Path file = folder.resolve(".codex/config.toml");
      if (Files.isRegularFile(file)) {
        layers.add(allowed(TomlFile.read("project", file), warnings));
      }
    }
    return layers;
  }

  /** From the project's root to the folder, outermost first; none where it is not trusted. */
  static List<Path> trustedFolders(Config own, Path cwd) {
    Path root = root(own, cwd);
    if (Trust.of(own, cwd) != Trust.TRUSTED) {
      return List.of();
    }
    Deque<Path> folders = new ArrayDeque<>();
    for (Path folder = cwd; folder != null; folder = folder.getParent()) {
      folders.addFirst(folder);
      if (folder.equals(root)) {
        break;
      }
    }
    return List.copyOf(folders);
  }

  /** The root of the project that {@code cwd} lies in; {@code cwd} itself if in none. */
  static Path root(Config own, Path cwd) {
    return RootMarkers.of(own).root(cwd).orElse(cwd);
  }

  private static ConfigLayer allowed(ConfigLayer layer, List<String> warnings) {
    Map<String, Object> kept = new LinkedHashMap<>();
    layer
        .values()
        .forEach((key, value) -> {
          if (ALLOWED.contains(key)) {
            kept.put(key, value);
          } else {
            warnings.add(
                layer.place(List.of(key))
                    + ": `"
                    + key
                    + "` is not taken from a project's config (put it into your own)");
          }
        });
    return new ConfigLayer(layer.name(), layer.file(), kept, layer.lines());
  }

  private ProjectLayers() {}
}
