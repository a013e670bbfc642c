package io.codextemporal.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every setting in force: the layers laid over each other, and for each value the layer it came
 * from.
 *
 * <p>A value of the wrong type is a {@link ConfigException} that names its place.
 */
public final class Config {
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<List<String>, String> origins = new LinkedHashMap<>();
  private final List<String> warnings;

  /** {@code layers} from the weakest to the strongest. */
  Config(List<ConfigLayer> layers, List<String> warnings) {
    this.warnings = List.copyOf(warnings);
    for (ConfigLayer layer : layers) {
      merge(values, layer.values(), List.of(), layer);
    }
  }

  /** What should be said once: unknown keys, renamed keys, project keys that were left out. */
  public List<String> warnings() {
    return warnings;
  }

  public Optional<String> text(String... path) {
    return get(path, String.class, "a text");
  }

  public Optional<Boolean> flag(String... path) {
    return get(path, Boolean.class, "true or false");
  }

  public Optional<Long> number(String... path) {
    return get(path, Long.class, "a whole number");
  }

  public List<String> texts(String... path) {
    return get(path, List.class, "a list").stream()
        .flatMap(list -> ((List<?>) list).stream())
        .map(Object::toString)
        .toList();
  }

  /** A table of texts; numbers and truths are written out. */
  public Map<String, String> textTable(String... path) {
    Map<String, String> table = new LinkedHashMap<>();
    table(path).forEach((key, value) -> table.put(key, value.toString()));
    return table;
  }

  /** The table at {@code path}, empty when there is none. */
  @SuppressWarnings("unchecked")
  public Map<String, Object> table(String... path) {
    return (Map<String, Object>) get(path, Map.class, "a table").orElse(Map.of());
  }

  public boolean has(String... path) {
    return find(List.of(path)).isPresent();
  }

  /** Whether there is a list at {@code path}. */
  public boolean isList(String... path) {
    return find(List.of(path)).filter(List.class::isInstance).isPresent();
  }

  /** Whether there is a truth at {@code path}. */
  public boolean isFlag(String... path) {
    return find(List.of(path)).filter(Boolean.class::isInstance).isPresent();
  }

  /** Where a setting came from: a file with its line, a profile, or the command line. */
  public String origin(String... path) {
    List<String> at = List.of(path);
    for (int length = at.size(); length > 0; length--) {
      String origin = origins.get(at.subList(0, length));
      if (origin != null) {
        return origin;
      }
    }
    return "default";
  }

  /** Every scalar in force by its dotted key, with its value and origin. */
  public Map<String, Map.Entry<Object, String>> all() {
    Map<String, Map.Entry<Object, String>> all = new TreeMap<>();
    origins.forEach((path, origin) ->
        find(path)
            .filter(value -> !(value instanceof Map))
            .ifPresent(value -> all.put(dotted(path), Map.entry(value, origin))));
    return all;
  }

  static String dotted(List<String> path) {
    return String.join(
        ".", path.stream().map(key -> key.matches("[A-Za-z0-9_-]+") ? key : quote(key)).toList());
  }

  private static String quote(String key) {
    return '"' + key + '"';
  }

  private <T> Optional<T> get(String[] path, Class<T> type, String expected) {
    Optional<Object> value = find(List.of(path));
    if (value.isPresent() && !type.isInstance(value.get())) {
      throw new ConfigException(
          origin(path),
          dotted(List.of(path)) + " must be " + expected + ", not " + value.get(),
          "Correct the value.");
    }
    return value.map(type::cast);
  }

  private Optional<Object> find(List<String> path) {
    Object here = values;
    for (String key : path) {
      if (!(here instanceof Map<?, ?> table) || !table.containsKey(key)) {
        return Optional.empty();
      }
      here = table.get(key);
    }
    return Optional.of(here);
  }

  @SuppressWarnings("unchecked")
  private void merge(
      Map<String, Object> into, Map<String, Object> from, List<String> path, ConfigLayer layer) {
    from.forEach((key, value) -> {
      List<String> at = TomlFile.child(path, key);
      origins.put(at, layer.place(at));
      if (value instanceof Map<?, ?> table) {
        Object present = into.get(key);
        Map<String, Object> target = new LinkedHashMap<>();
        if (present instanceof Map<?, ?> old) {
          target.putAll((Map<String, Object>) old);
        }
        into.put(key, target);
        merge(target, (Map<String, Object>) table, at, layer);
      } else {
        into.put(key, value);
      }
    });
  }
}
