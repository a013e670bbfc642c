package io.codextemporal.activities.project;

import io.codextemporal.config.Config;
import io.codextemporal.config.RootMarkers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The instruction files that hold for a folder: the user's own, then from the project's root down
 * to the folder the first of override, {@code AGENTS.md} and fallbacks in each, outermost first.
 *
 * <p>All together share one budget of bytes; what does not fit is cut, and said. Only regular files
 * are read, never more than the budget.
 */
final class ProjectDocs {
  private static final String OVERRIDE = "AGENTS.override.md";
  private static final String PLAIN = "AGENTS.md";

  private final Path codexHome;
  private final int maxBytes;
  private final List<String> fallbacks;
  private final RootMarkers rootMarkers;

  ProjectDocs(Path codexHome, int maxBytes, List<String> fallbacks, RootMarkers rootMarkers) {
    this.codexHome = codexHome;
    this.maxBytes = maxBytes;
    this.fallbacks = List.copyOf(fallbacks);
    this.rootMarkers = rootMarkers;
  }

  static ProjectDocs of(Path codexHome, Config config) {
    long bytes = config.number("project_doc_max_bytes").orElse(32_768L);
    return new ProjectDocs(
        codexHome,
        Math.clamp(bytes, 0, 1_000_000),
        config.texts("project_doc_fallback_filenames").stream()
            .filter(name -> Path.of(name).getNameCount() == 1)
            .toList(),
        RootMarkers.of(config));
  }

  static ProjectDocs plain(Path codexHome) {
    return new ProjectDocs(codexHome, 32_768, List.of(), RootMarkers.GIT);
  }

  /** One file's text. */
  record Doc(Path file, String text) {}

  /** {@code warnings} name what was cut or could not be read. */
  record Found(List<Doc> docs, List<String> warnings) {
    static final Found NONE = new Found(List.of(), List.of());
  }

  Found find(Path cwd) {
    List<Doc> docs = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    int room = maxBytes;
    List<Path> files = new ArrayList<>();
    first(codexHome, List.of(OVERRIDE, PLAIN)).ifPresent(files::add);
    List<String> names = new ArrayList<>(List.of(OVERRIDE, PLAIN));
    names.addAll(fallbacks);
    for (Path folder : rootToCwd(cwd)) {
      first(folder, names).ifPresent(files::add);
    }
    for (Path file : files) {
      try {
        byte[] bytes = head(file, room + 1);
        String text = cut(bytes, room);
        if (bytes.length > room) {
          warnings.add(file + " is cut: instructions may take " + maxBytes + " bytes in all");
        }
        room -= Math.min(room, bytes.length);
        if (!text.isBlank()) {
          docs.add(new Doc(file, text.strip()));
        }
      } catch (IOException e) {
        warnings.add(file + " cannot be read: " + e.getMessage());
      }
    }
    return new Found(List.copyOf(docs), List.copyOf(warnings));
  }

  /** The first of the names that is a file with words in it. */
  private static Optional<Path> first(Path folder, List<String> names) {
    return names.stream().map(folder::resolve).filter(ProjectDocs::hasWords).findFirst();
  }

  private static boolean hasWords(Path file) {
    try {
      return Files.isRegularFile(file)
          && !(Files.size(file) < 1_000 && Files.readString(file).isBlank());
    } catch (IOException e) {
      return Files.isRegularFile(file);
    }
  }

  private List<Path> rootToCwd(Path cwd) {
    Path root = rootMarkers.root(cwd).orElse(cwd);
    List<Path> downwards = new ArrayList<>(List.of(root));
    for (int names = root.getNameCount() + 1; names <= cwd.getNameCount(); names++) {
      downwards.add(root.resolve(cwd.subpath(root.getNameCount(), names)));
    }
    return downwards;
  }

  private static byte[] head(Path file, int bytes) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(bytes);
    }
  }

  /** At most so many bytes, never half a character. */
  private static String cut(byte[] bytes, int room) {
    int end = Math.min(bytes.length, room);
    while (end > 0 && end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }
}
