package io.codextemporal.activities.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a command, between the wrapper and it: the wrapper itself stays outside, so
 * that the command can neither end it nor write its own exit.
 *
 * @param prefix the program, with its arguments, that runs the command
 * @param filter the file handed to it as descriptor 9, or null
 * @param limits words for {@code ulimit}, each a letter and a number: {@code t:600}
 * @param groups control groups the command enters first
 * @param sandbox what confines it, as people read it, or null for nothing
 */
public record Confinement(
    List<String> prefix,
    @Nullable Path filter,
    List<String> limits,
    List<ControlGroup> groups,
    @Nullable String sandbox) {
  public static final Confinement NONE =
      new Confinement(List.of(), null, List.of(), List.of(), null);

  public Confinement {
    prefix = List.copyOf(prefix);
    limits = List.copyOf(limits);
    groups = List.copyOf(groups);
  }

  /** The same, deaf to the interrupt key: {@code i} is the wrapper's word for it. */
  Confinement shielded() {
    List<String> words = new ArrayList<>(limits);
    words.add("i:1");
    return new Confinement(prefix, filter, words, groups, sandbox);
  }

  /** The same with limits. */
  public Confinement limited(List<String> numbers, List<ControlGroup> within) {
    return new Confinement(prefix, filter, numbers, within, sandbox);
  }
}
