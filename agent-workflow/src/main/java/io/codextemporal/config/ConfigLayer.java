package io.codextemporal.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One source of settings: a file, a profile, or the command line.
 *
 * @param name as {@code ct debug config} shows it
 * @param file where it was read, null for none
 * @param values nested tables as maps, arrays as lists, scalars as String, Long, Double, Boolean
 * @param lines the line of each key, by its path
 */
record ConfigLayer(
    String name,
    @Nullable Path file,
    Map<String, Object> values,
    Map<List<String>, Integer> lines) {

  /** {@code file:line} of a key, or the layer's name. */
  String place(List<String> path) {
    return file == null ? name : file + ":" + lines.getOrDefault(path, 1);
  }
}
