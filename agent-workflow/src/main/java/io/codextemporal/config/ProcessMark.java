package io.codextemporal.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process and no other: pid, start time and boot id together, so that a pid that comes again
 * names nobody else.
 *
 * @param started clock ticks since boot on Linux, milliseconds since the epoch elsewhere
 * @param boot the kernel's boot id, empty where it tells none
 */
public record ProcessMark(long pid, long started, String boot) {
  public static ProcessMark current() {
    return of(ProcessHandle.current().pid()).orElseThrow();
  }

  /** The process that has this pid now; empty when none has, or when it is a zombie. */
  public static Optional<ProcessMark> of(long pid) {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    if (Files.isDirectory(Path.of("/proc/self"))) {
      return startedTicks(stat).map(ticks -> new ProcessMark(pid, ticks, bootId()));
    }
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().startInstant())
        .map(start -> new ProcessMark(pid, start.toEpochMilli(), ""));
  }

  /** Whether this very process still runs (or is stopped, which is not dead). */
  public boolean alive() {
    return of(pid).map(this::equals).orElse(false);
  }

  public static String bootId() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException e) {
      return "";
    }
  }

  /** Field 22 of the stat line; the name before it may hold spaces and parentheses. */
  private static Optional<Long> startedTicks(Path stat) {
    try {
      String line = Files.readString(stat);
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      return fields[0].equals("Z") || fields[0].equals("X")
          ? Optional.empty()
          : Optional.of(Long.parseLong(fields[19]));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
