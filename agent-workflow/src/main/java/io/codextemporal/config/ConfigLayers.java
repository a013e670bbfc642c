package io.codextemporal.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds and reads the layers of the configuration, weakest first: system, user, project (trusted
 * folders only, and only what cannot loosen anything), profile, command line.
 */
public final class ConfigLayers {
  private static final Path SYSTEM = Path.of("/etc/codex/config.toml");

  /**
   * @param cwd the session's folder, absolute
   * @param overrides {@code key=value} of every {@code -c}
   */
  public static Config load(
      Places places, Path cwd, @Nullable String profile, List<String> overrides) {
    List<ConfigLayer> layers = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    layers.add(TomlFile.read("system", SYSTEM));
    layers.add(TomlFile.read("user", places.configFile()));
    Config own = new Config(layers, List.of());
    layers.addAll(ProjectLayers.of(own, cwd, warnings));
    String named = profile == null ? own.text("profile").orElse(null) : profile;
    if (named != null) {
      layers.add(profileLayer(places, own, named));
    }
    for (ConfigLayer layer : layers) {
      warnings.addAll(KnownKeys.warnings(layer));
      warnings.addAll(Renames.warnings(layer));
    }
    layers.add(commandLine(overrides));
    return new Config(layers.stream().map(Renames::apply).toList(), warnings);
  }

  /** The user's own file alone: where a worker looks for what must not travel. */
  static Config userOnly(Places places) {
    return new Config(List.of(TomlFile.read("user", places.configFile())), List.of());
  }

  private static ConfigLayer profileLayer(Places places, Config own, String name) {
    if (!name.matches("[A-Za-z0-9_.-]+")) {
      throw new ConfigException(
          "--profile " + name, "is not a profile's name", "Use a plain name.");
    }
    Path file = places.codexHome().resolve(name + ".config.toml");
    if (Files.exists(file)) {
      return TomlFile.read("profile " + name, file);
    }
    if (own.has("profiles", name)) {
      return new ConfigLayer("profile " + name, null, own.table("profiles", name), new HashMap<>());
    }
    throw new ConfigException(
        "profile " + name, "there is none", "Write " + file + ", or leave --profile out.");
  }

  private static ConfigLayer commandLine(List<String> overrides) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String override : overrides) {
      int equals = override.indexOf('=');
      if (equals < 1) {
        throw new ConfigException(
            "-c " + override, "is not key=value", "Write for example -c model=gpt-5.5.");
      }
      put(values, override.substring(0, equals).strip(), override.substring(equals + 1).strip());
    }
    return new ConfigLayer("command line", null, values, new HashMap<>());
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> values, String dotted, String text) {
    String[] path = dotted.split("\\.");
    Map<String, Object> here = values;
    for (int i = 0; i < path.length - 1; i++) {
      Object next = here.computeIfAbsent(path[i], key -> new LinkedHashMap<String, Object>());
      if (!(next instanceof Map<?, ?>)) {
        throw new ConfigException(
            "-c " + dotted, path[i] + " is a value and a table at once", "Give it once.");
      }
      here = (Map<String, Object>) next;
    }
    here.put(path[path.length - 1], TomlFile.value(text));
  }

  private ConfigLayers() {}
}
