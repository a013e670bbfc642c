package io.codextemporal.worker.command.doctor;

import io.codextemporal.activities.limits.CommandLimits;
import io.codextemporal.activities.repl.NodeProgram;
import io.codextemporal.activities.repl.NodeSearch;
import io.codextemporal.activities.sandbox.Sandbox;
import io.codextemporal.activities.sandbox.Sandboxes;
import io.codextemporal.config.Config;
import io.codextemporal.config.ConfigLayers;
import io.codextemporal.config.Places;
import io.codextemporal.config.ToolLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What confines commands and what limits them: found by running one, in a home that is no one's;
 * and what runs JavaScript.
 */
final class SandboxChecks {
  private final Places places;
  private final Map<String, String> environment;
  private final Path cwd;

  SandboxChecks(Places places, Map<String, String> environment, Path cwd) {
    this.places = places;
    this.environment = environment;
    this.cwd = cwd;
  }

  List<Check> all() {
    return List.of(
        Check.helpful("sandbox", this::sandbox),
        Check.helpful("limits", this::limits),
        Check.helpful("node", this::node));
  }

  private Finding sandbox() {
    try {
      Path home = Files.createTempDirectory("ct-doctor");
      try {
        Sandbox sandbox = new Sandboxes(new Places(places.codexHome(), home), environment).look();
        return sandbox instanceof Sandbox.None(String why, String remedy)
            ? Finding.bad(why + "; commands that need one ask, or are refused", remedy)
            : Finding.good(
                sandbox.found()
                    + "; tried: it wrote its workspace and could not write elsewhere or make .git,"
                    + " change modes, reach the worker, read this home, nor enter a namespace; system"
                    + " calls are filtered and all powers are gone");
      } finally {
        delete(home);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Finding limits() {
    Config config = ConfigLayers.load(places, cwd, null, List.of());
    return Finding.good(new CommandLimits(ToolLimits.of(config)).found());
  }

  /** What runs JavaScript, which is confined like commands. */
  private Finding node() {
    Config config = ConfigLayers.load(places, cwd, null, List.of());
    return switch (new NodeSearch(config, environment, null).get()) {
      case NodeProgram.Found(Path program, String version) ->
          Finding.good(version + " (" + program + "): the model is offered js_repl");
      case NodeProgram.Missing(String why, String remedy) ->
          Finding.bad(why + "; the model is not offered js_repl", remedy);
    };
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
