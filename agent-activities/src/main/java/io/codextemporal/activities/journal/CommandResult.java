package io.codextemporal.activities.journal;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command.
 *
 * @param mark names the start; stable for every worker that reports it
 * @param sandbox what confined it, as people read it, or null for nothing
 * @param limits which limits of its control groups it ran into, as people read them
 * @param why who or what let it start, or null where that was not noted
 * @param tty whether it had a terminal
 * @param output all that it wrote, standard error included, in the order it was written
 */
public record CommandResult(
    Ended ended,
    String mark,
    Path output,
    @Nullable String sandbox,
    List<String> limits,
    @Nullable String why,
    boolean tty) {
  public CommandResult {
    limits = List.copyOf(limits);
  }
}
