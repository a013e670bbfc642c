package io.codextemporal.activities.journal;

import java.nio.file.Path;

/**
 * What became of a command.
 *
 * @param mark names the start; stable for every worker that reports it
 * @param output all that it wrote, standard error included, in the order it was written
 */
public record CommandResult(Ended ended, String mark, Path output) {}
