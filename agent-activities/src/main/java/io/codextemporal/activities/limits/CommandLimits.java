package io.codextemporal.activities.limits;

import io.codextemporal.activities.journal.CommandResult;
import io.codextemporal.activities.journal.Confinement;
import io.codextemporal.activities.journal.ControlGroup;
import io.codextemporal.activities.journal.Ended;
import io.codextemporal.config.ToolLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Puts the limits around commands: control groups where there are any, and what the kernel limits
 * for each process. Never more than this process itself may. Thread-safe.
 */
public final class CommandLimits {
  private static final long RESERVE = 1_000_000_000;
  private static final long LEAST_FILE = 16_000_000;
  private static final int SIGNAL = 128;
  private static final int TOO_MUCH_TIME = 24;
  private static final int TOO_LARGE = 25;

  private final ToolLimits limits;
  private final ControlGroups groups;
  private final long memory;
  private final long mostTime = hardLimit("Max cpu time");
  private final long mostFile = hardLimit("Max file size");
  private final long mostOpen = hardLimit("Max open files");
  private final long mostMemory = hardLimit("Max address space");

  public CommandLimits(ToolLimits limits) {
    this(limits, ControlGroups.ofThisMachine());
  }

  CommandLimits(ToolLimits limits, ControlGroups groups) {
    this.limits = limits;
    this.groups = groups;
    this.memory = limits.memory() > 0 ? limits.memory() : machineMemory() / 4 * 3;
  }

  public ToolLimits limits() {
    return limits;
  }

  /** The same confinement with the limits; close the groups if the command does not start. */
  public Confinement around(Confinement confinement, Path cwd) {
    List<String> words = new ArrayList<>();
    // The hard limit is set to a few seconds more.
    words.add("t:" + Math.min(limits.cpu().toSeconds(), mostTime - 5));
    words.add("f:" + Math.min(fileSize(cwd), mostFile) / 512);
    words.add("n:" + Math.min(limits.openFiles(), mostOpen));
    if (limits.memoryGiven() && !groups.canLimit("memory")) {
      words.add("v:" + Math.min(limits.memory(), mostMemory) / 1_024);
    }
    List<ControlGroup> made = groups.make(limits.processes(), memory);
    return confinement.limited(words, made);
  }

  /** As people read it: what is limited for all processes of a command together. */
  public String found() {
    return groups.canLimit("pids") && groups.canLimit("memory")
        ? "control groups limit each command's processes and memory"
        : groups.canLimit("pids")
            ? "control groups limit each command's processes"
            : "no control groups here: limits hold for each process, and the number of processes in"
                + " the sandbox only (not for root)";
  }

  /** Which limit the command ran into, as its output and end show; empty when none. */
  public static Optional<String> hit(CommandResult result, String output) {
    Integer exit = result.ended().exitCode();
    if (!result.limits().isEmpty()) {
      return Optional.of(String.join(", ", result.limits()));
    }
    if (result.ended().cause() != Ended.Cause.EXITED || exit == null || exit == 0) {
      return Optional.empty();
    }
    String text = output.toLowerCase(Locale.ROOT);
    if (exit == SIGNAL + TOO_MUCH_TIME || text.contains("cpu time limit exceeded")) {
      return Optional.of("limit of processor time (tools.limits.cpu)");
    }
    if (exit == SIGNAL + TOO_LARGE
        || text.contains("file size limit exceeded")
        || text.contains("file too large")) {
      return Optional.of("limit of the size of a file (tools.limits.file_size)");
    }
    if (text.contains("too many open files")) {
      return Optional.of("limit of open files (tools.limits.open_files)");
    }
    if (text.contains("fork: retry") || text.contains("cannot fork")) {
      return Optional.of("limit of processes (tools.limits.processes)");
    }
    return Optional.empty();
  }

  /** Leaves the disk a reserve for others, the session's own database among them. */
  private long fileSize(Path cwd) {
    // Nought where it cannot be told.
    long free = cwd.toFile().getUsableSpace();
    return free == 0
        ? limits.fileSize()
        : Math.min(limits.fileSize(), Math.max(LEAST_FILE, free - RESERVE));
  }

  /** What this process may set at most; a value above it would be refused. */
  private static long hardLimit(String name) {
    try {
      return Files.readString(Path.of("/proc/self/limits"))
          .lines()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(name.length()).strip().split("\\s+"))
          .filter(words -> words.length >= 2 && !words[1].equals("unlimited"))
          .mapToLong(words -> Long.parseLong(words[1]))
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  private static long machineMemory() {
    try {
      return Files.readString(Path.of("/proc/meminfo"))
          .lines()
          .filter(line -> line.startsWith("MemTotal:"))
          .map(line -> line.split("\\s+"))
          .mapToLong(words -> Long.parseLong(words[1]) * 1_024)
          .findFirst()
          .orElse(Long.MAX_VALUE / 2);
    } catch (IOException e) {
      return Long.MAX_VALUE / 2;
    }
  }
}
