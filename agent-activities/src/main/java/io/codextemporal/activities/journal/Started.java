package io.codextemporal.activities.journal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What is noted before a command starts.
 *
 * @param mark names this start; every process of it carries it in its environment
 * @param digest names the command and its folder
 * @param at milliseconds since the epoch
 * @param boot the machine's boot id then
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
    String boot) {
  Started {
    command = List.copyOf(command);
  }
}
