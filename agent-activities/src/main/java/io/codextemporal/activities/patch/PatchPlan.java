package io.codextemporal.activities.patch;

import io.codextemporal.protocol.FileChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A patch that fits the files as they are, and what becomes of each.
 *
 * @param changes with whole diffs
 */
public record PatchPlan(List<FileStep> steps, List<FileChange> changes) {
  /** Most characters of diffs that an event carries. */
  private static final int MOST_SHOWN = 12_000;

  public PatchPlan {
    steps = List.copyOf(steps);
    changes = List.copyOf(changes);
  }

  /** Where it writes, links resolved. */
  public List<Path> targets() {
    return steps.stream().map(step -> step.real).toList();
  }

  /** What its author reads when it was applied. */
  public String summary() {
    StringBuilder text = new StringBuilder("Success. Updated the following files:\n");
    for (String kind : List.of("add", "update", "delete")) {
      for (FileChange change : changes) {
        if (change.kind().equals(kind)) {
          text.append(letter(kind)).append(' ').append(shown(change)).append('\n');
        }
      }
    }
    return text.toString();
  }

  /** The changes with as much of their diffs as an event has room for. */
  public List<FileChange> shown() {
    List<FileChange> shown = new ArrayList<>();
    int room = MOST_SHOWN;
    for (FileChange change : changes) {
      boolean fits = change.diff().length() <= room;
      room -= fits ? change.diff().length() : 0;
      shown.add(
          new FileChange(
              change.path(),
              change.kind(),
              change.movedTo(),
              change.added(),
              change.removed(),
              fits ? change.diff() : ""));
    }
    return shown;
  }

  /** All diffs with their files' names, whole. */
  public String diff() {
    StringBuilder text = new StringBuilder();
    for (FileChange change : changes) {
      text.append("--- ")
          .append(change.kind().equals("add") ? "/dev/null" : change.path())
          .append("\n+++ ")
          .append(change.kind().equals("delete") ? "/dev/null" : shown(change))
          .append('\n')
          .append(change.diff());
    }
    return text.toString();
  }

  /** Every path it names. */
  public List<String> files() {
    List<String> files = new ArrayList<>();
    for (FileChange change : changes) {
      files.add(change.path());
      if (change.movedTo() != null) {
        files.add(change.movedTo());
      }
    }
    return files;
  }

  private static String shown(FileChange change) {
    return change.movedTo() == null ? change.path() : change.movedTo();
  }

  private static char letter(String kind) {
    return switch (kind) {
      case "add" -> 'A';
      case "delete" -> 'D';
      default -> 'M';
    };
  }
}
