package io.codextemporal.activities.journal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.codextemporal.config.ProcessMark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is noted before a command starts.
 *
 * @param mark names this start; every process of it carries it in its environment
 * @param digest names the command and its folder
 * @param at milliseconds since the epoch
 * @param boot the machine's boot id then
 * @param sandbox what confined it, as people read it, or null for nothing
 * @param groups the control groups that were made for it
 * @param why who or what let it start, or null where that was not noted
 * @param tty whether it has a terminal, which dies with the worker that started it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Started(
    String mark,
    String digest,
    List<String> command,
    String cwd,
    long at,
    long timeoutMillis,
    long maxOutputBytes,
    String boot,
    @Nullable String sandbox,
    @Nullable List<String> groups,
    @Nullable String why,
    boolean tty) {
  Started {
    groups = groups == null ? List.of() : List.copyOf(groups);
    command = List.copyOf(command);
  }

  /** What is noted of a command that starts now. */
  static Started now(String mark, CommandSpec spec) {
    return new Started(
        mark,
        spec.digest(),
        spec.command(),
        spec.cwd().toString(),
        System.currentTimeMillis(),
        spec.timeout().toMillis(),
        spec.maxOutputBytes(),
        ProcessMark.bootId(),
        spec.confinement().sandbox(),
        spec.confinement().groups().stream().map(ControlGroup::text).toList(),
        spec.why(),
        spec.tty());
  }
}
