package io.codextemporal.activities.repl;

import io.codextemporal.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds this machine's Node once, and remembers on disk what it said, since asking costs a start of
 * it. Thread-safe.
 */
public final class NodeSearch implements Supplier<NodeProgram> {
  private static final Logger LOG = LoggerFactory.getLogger(NodeSearch.class);

  private final Config config;
  private final Map<String, String> environment;
  private final @Nullable Path memory;
  private @Nullable NodeProgram found;

  /**
   * @param environment this process's
   * @param memory the file to remember in, or null for none
   */
  public NodeSearch(Config config, Map<String, String> environment, @Nullable Path memory) {
    this.config = config;
    this.environment = environment;
    this.memory = memory;
  }

  @Override
  public synchronized NodeProgram get() {
    NodeProgram known = found;
    if (known == null) {
      known = look();
      found = known;
    }
    return known;
  }

  private NodeProgram look() {
    if (!config.flag("features", "js_repl").orElse(true)) {
      return new NodeProgram.Missing(
          "js_repl is off by features.js_repl in config.toml", "Set it to true to have it.");
    }
    String configured = config.text("js_repl_node_path").orElse(null);
    Optional<Path> program = NodeProgram.program(configured, environment);
    Optional<NodeProgram> remembered = program.flatMap(this::remembered);
    if (remembered.isPresent()) {
      return remembered.get();
    }
    NodeProgram asked = NodeProgram.find(configured, environment);
    if (asked instanceof NodeProgram.Found(Path path, String version)) {
      remember(path, version);
    }
    return asked;
  }

  private Optional<NodeProgram> remembered(Path program) {
    if (memory == null) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(memory);
      return lines.size() == 2 && lines.getFirst().equals(print(program))
          ? Optional.of(new NodeProgram.Found(program, lines.get(1)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void remember(Path program, String version) {
    if (memory == null) {
      return;
    }
    try {
      Path fresh = memory.resolveSibling(memory.getFileName() + ".new");
      Files.write(fresh, List.of(print(program), version));
      Files.move(fresh, memory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.debug("not remembered: {}", e.toString());
    }
  }

  /** What changes when the program does. */
  private static String print(Path program) throws IOException {
    Path real = program.toRealPath();
    return real + " " + Files.size(real) + " " + Files.getLastModifiedTime(real).toMillis();
  }
}
