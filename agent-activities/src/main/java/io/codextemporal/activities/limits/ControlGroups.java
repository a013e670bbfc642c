package io.codextemporal.activities.limits;

import io.codextemporal.activities.journal.ControlGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes control groups for commands where this process may: below its own group of version 2, if
 * that was delegated to it, or in the hierarchies of version 1. Thread-safe.
 */
final class ControlGroups {
  private static final Logger LOG = LoggerFactory.getLogger(ControlGroups.class);
  private static final String PREFIX = "ct-";
  private static final long SETTLING_SECONDS = 60;

  /** Where groups can be made, by what they limit; the same folder twice in version 2. */
  private final Map<String, Path> bases = new HashMap<>();

  private final boolean unified;

  /**
   * @param root where the control group file systems are mounted
   * @param membership the text of {@code /proc/self/cgroup}
   */
  ControlGroups(Path root, String membership, long pid) {
    Path own = root.resolve(relative(membership, "0", ""));
    List<String> controllers = words(own.resolve("cgroup.controllers"));
    this.unified = controllers.contains("pids") || controllers.contains("memory");
    if (unified) {
      delegated(own, controllers, pid);
    } else {
      for (String controller : List.of("pids", "memory")) {
        Path base = root.resolve(controller).resolve(relative(membership, null, controller));
        if (Files.isDirectory(base)
            && Files.isWritable(base)
            && Files.exists(base.resolve("cgroup.procs"))) {
          bases.put(controller, base);
        }
      }
    }
    bases.values().forEach(ControlGroups::sweep);
  }

  static ControlGroups ofThisMachine() {
    try {
      return new ControlGroups(
          Path.of("/sys/fs/cgroup"),
          Files.readString(Path.of("/proc/self/cgroup")),
          ProcessHandle.current().pid());
    } catch (IOException e) {
      return new ControlGroups(Path.of("/nonexistent"), "", 0);
    }
  }

  boolean canLimit(String what) {
    return bases.containsKey(what);
  }

  /** Groups with these limits; what cannot be limited has none. */
  List<ControlGroup> make(int processes, long memory) {
    String name = PREFIX + UUID.randomUUID();
    String tooMany = "limit of " + processes + " processes";
    String tooMuch = "memory limit of " + megabytes(memory);
    List<ControlGroup> groups = new ArrayList<>();
    try {
      Path pids = bases.get("pids");
      if (pids != null) {
        Path folder = Files.createDirectory(pids.resolve(name));
        groups.add(new ControlGroup(folder, "pids.events max:" + tooMany));
        set(folder, "pids.max", processes);
      }
      Path rooms = bases.get("memory");
      if (rooms != null && unified) {
        Path folder = rooms.resolve(name);
        Files.createDirectories(folder);
        ControlGroup both =
            new ControlGroup(
                folder,
                (groups.isEmpty() ? "" : groups.removeFirst().meaning() + "\t")
                    + "memory.events oom_kill:"
                    + tooMuch);
        groups.add(both);
        set(folder, "memory.max", memory);
        if (Files.exists(folder.resolve("memory.swap.max"))) {
          set(folder, "memory.swap.max", 0);
        }
      } else if (rooms != null) {
        Path folder = Files.createDirectory(rooms.resolve(name));
        groups.add(new ControlGroup(folder, "memory.oom_control oom_kill:" + tooMuch));
        set(folder, "memory.limit_in_bytes", memory);
      }
      return groups;
    } catch (IOException e) {
      LOG.warn("No control group for a command: {}", e.toString());
      groups.forEach(ControlGroup::remove);
      return List.of();
    }
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%d MB", bytes / 1_000_000);
  }

  /** Of version 2: processes must be in leaves, so this one moves into one of its own. */
  private void delegated(Path own, List<String> controllers, long pid) {
    try {
      if (!Files.isWritable(own) || !Files.isWritable(own.resolve("cgroup.subtree_control"))) {
        return;
      }
      List<String> wanted = Stream.of("pids", "memory").filter(controllers::contains).toList();
      if (!words(own.resolve("cgroup.subtree_control")).containsAll(wanted)) {
        if (!words(own.resolve("cgroup.procs")).equals(List.of(Long.toString(pid)))) {
          return; // Others live here: whoever runs them decides.
        }
        Path leaf = own.resolve("worker");
        Files.createDirectories(leaf);
        Files.writeString(leaf.resolve("cgroup.procs"), Long.toString(pid));
        for (String controller : wanted) {
          Files.writeString(own.resolve("cgroup.subtree_control"), "+" + controller);
        }
      }
      wanted.forEach(controller -> bases.put(controller, own));
    } catch (IOException e) {
      LOG.info("Control groups are not delegated: {}", e.toString());
    }
  }

  /** What dead workers left; a group that still holds a process cannot be removed. */
  private static void sweep(Path base) {
    try (Stream<Path> inside = Files.list(base)) {
      for (Path folder : inside.toList()) {
        Instant made = Files.getLastModifiedTime(folder).toInstant();
        if (folder.getFileName().toString().startsWith(PREFIX)
            && made.isBefore(Instant.now().minusSeconds(SETTLING_SECONDS))
            && words(folder.resolve("cgroup.procs")).isEmpty()) {
          Files.deleteIfExists(folder);
        }
      }
    } catch (IOException e) {
      LOG.debug("Not swept: {}", e.toString());
    }
  }

  private static void set(Path folder, String name, long value) throws IOException {
    Files.writeString(folder.resolve(name), Long.toString(value));
  }

  private static List<String> words(Path file) {
    try {
      return Stream.of(Files.readString(file).split("\\s+")).filter(w -> !w.isEmpty()).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** This process's group in a hierarchy, by its number or its controller. */
  private static String relative(String membership, @Nullable String number, String controller) {
    for (String line : membership.split("\n")) {
      String[] parts = line.split(":", 3);
      boolean here =
          parts.length == 3
              && (number == null
                  ? List.of(parts[1].split(",")).contains(controller)
                  : parts[0].equals(number) && parts[1].isEmpty());
      if (here) {
        return parts[2].substring(1);
      }
    }
    return "nowhere";
  }
}
