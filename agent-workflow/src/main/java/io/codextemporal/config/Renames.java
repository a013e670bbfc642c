package io.codextemporal.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys that Codex renamed: taken under their new name, with a warning. */
final class Renames {
  private static final Map<String, String> TOP_LEVEL =
      Map.of("experimental_instructions_file", "model_instructions_file");

  static List<String> warnings(ConfigLayer layer) {
    List<String> warnings = new ArrayList<>();
    TOP_LEVEL.forEach((old, now) -> {
      if (layer.values().containsKey(old)) {
        warnings.add(layer.place(List.of(old)) + ": `" + old + "` is now `" + now + "`");
      }
    });
    if ("on-failure".equals(layer.values().get("approval_policy"))) {
      warnings.add(
          layer.place(List.of("approval_policy"))
              + ": approval_policy `on-failure` is taken as `on-request`");
    }
    return warnings;
  }

  static ConfigLayer apply(ConfigLayer layer) {
    Map<String, Object> values = new LinkedHashMap<>(layer.values());
    TOP_LEVEL.forEach((old, now) -> {
      Object value = values.remove(old);
      if (value != null) {
        values.putIfAbsent(now, value);
      }
    });
    return new ConfigLayer(layer.name(), layer.file(), values, layer.lines());
  }

  private Renames() {}
}
