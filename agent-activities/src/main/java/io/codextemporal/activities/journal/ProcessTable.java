package io.codextemporal.activities.journal;

import io.codextemporal.config.ProcessMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds and ends the processes of one command: its group, and whatever left the group but still
 * carries the command's mark in its environment. Where there is no {@code /proc} only the group is
 * known.
 */
final class ProcessTable {
  /** The environment variable that holds a command's mark. */
  static final String MARK = "CODEX_TEMPORAL_CALL";

  private static final Path PROC = Path.of("/proc");

  /** Living processes that carry the mark. */
  static List<Long> marked(String mark) {
    return find(mark, null);
  }

  /** Living processes that carry the mark or are in the group that {@code leader} leads or led. */
  static List<Long> members(String mark, ProcessMark leader) {
    return find(mark, leader);
  }

  /** Sends a signal ({@code TERM}, {@code KILL}) to the group and to each member. */
  static void signal(String name, ProcessMark leader, List<Long> members) {
    if (leader.alive()) {
      signalGroup(name, leader.pid());
    }
    for (long pid : members) {
      ProcessHandle.of(pid)
          .ifPresent(process -> {
            if (name.equals("KILL")) {
              process.destroyForcibly();
            } else {
              process.destroy();
            }
          });
    }
  }

  private static void signalGroup(String name, long group) {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " -- -" + group)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot signal the process group " + group, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Long> find(String mark, @Nullable ProcessMark leader) {
    byte[] wanted = (MARK + "=" + mark).getBytes(StandardCharsets.UTF_8);
    boolean grouped =
        leader != null && ProcessMark.of(leader.pid()).map(leader::equals).orElse(true);
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : entries) {
        if (belongs(entry, wanted, leader, grouped)) {
          found.add(Long.parseLong(entry.getFileName().toString()));
        }
      }
    } catch (IOException e) {
      return found;
    }
    return found;
  }

  private static boolean belongs(
      Path entry, byte[] wanted, @Nullable ProcessMark leader, boolean grouped) {
    try {
      String line = Files.readString(entry.resolve("stat"), StandardCharsets.ISO_8859_1);
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      if (fields[0].equals("Z") || fields[0].equals("X")) {
        return false;
      }
      if (leader != null && Long.parseLong(fields[19]) < leader.started()) {
        return false;
      }
      boolean inGroup = grouped && leader != null && Long.parseLong(fields[2]) == leader.pid();
      return inGroup || contains(Files.readAllBytes(entry.resolve("environ")), wanted);
    } catch (IOException | RuntimeException e) {
      return false; // It has ended, or is not ours to read.
    }
  }

  /** Whether one of the NUL-ended strings is {@code wanted}. */
  private static boolean contains(byte[] environment, byte[] wanted) {
    int at = 0;
    while (at + wanted.length <= environment.length) {
      int end = at;
      while (end < environment.length && environment[end] != 0) {
        end++;
      }
      if (Arrays.equals(environment, at, end, wanted, 0, wanted.length)) {
        return true;
      }
      at = end + 1;
    }
    return false;
  }

  private ProcessTable() {}
}
