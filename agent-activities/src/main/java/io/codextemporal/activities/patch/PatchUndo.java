package io.codextemporal.activities.patch;

import io.codextemporal.activities.file.OpenFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a patch that was broken off to one of its two ends, from what was noted of it and what
 * stands on the disk.
 */
final class PatchUndo {
  private static final Logger LOG = LoggerFactory.getLogger(PatchUndo.class);

  private final NotedPatch patch;

  PatchUndo(NotedPatch patch) {
    this.patch = patch;
  }

  /** Whether every file is what the patch wanted: then only its traces go. */
  boolean finished() throws IOException {
    for (NotedPatch.Step step : patch.steps()) {
      if (!state(step).equals(step.after())) {
        return false;
      }
    }
    sweep();
    return true;
  }

  /** Every file is what it was; one that someone else has changed since stays as they left it. */
  void rollBack() throws IOException {
    for (int i = 0; i < patch.steps().size(); i++) {
      NotedPatch.Step step = patch.steps().get(i);
      if (!step.before().equals(step.after()) && state(step).equals(step.after())) {
        restore(i, step);
      }
    }
    sweep();
    List<NotedPatch.Folder> made = patch.folders();
    for (int i = made.size() - 1; i >= 0; i--) {
      remove(made.get(i));
    }
  }

  private void restore(int number, NotedPatch.Step step) throws IOException {
    try (OpenFolder folder = OpenFolder.open(Path.of(step.base()), step.folder())) {
      if (folder.attributes(patch.old(number)).isPresent()) {
        folder.rename(patch.old(number), step.name());
      } else if (step.before().equals(FileState.ABSENT)) {
        folder.delete(step.name());
      } else if (!step.after().equals(FileState.ABSENT)) {
        LOG.warn("{} cannot be put back: what it was is gone", step.path());
      }
    }
  }

  /** What stood beside the targets goes. */
  void sweep() throws IOException {
    for (int i = 0; i < patch.steps().size(); i++) {
      NotedPatch.Step step = patch.steps().get(i);
      try (OpenFolder folder = OpenFolder.open(Path.of(step.base()), step.folder())) {
        folder.delete(patch.fresh(i));
        folder.delete(patch.old(i));
      } catch (IOException e) {
        LOG.debug("nothing to sweep beside {}: {}", step.path(), e.toString());
      }
    }
  }

  private static void remove(NotedPatch.Folder made) throws IOException {
    Path path = Path.of(made.path());
    Path parent = path.getParent();
    Path name = path.getFileName();
    if (parent == null || name == null) {
      return;
    }
    try (OpenFolder folder = OpenFolder.open(Path.of(made.base()), parent)) {
      folder.deleteFolder(name);
    } catch (IOException e) {
      LOG.debug("{} stays: {}", made.path(), e.toString());
    }
  }

  private static String state(NotedPatch.Step step) {
    try (OpenFolder folder = OpenFolder.open(Path.of(step.base()), step.folder())) {
      return FileState.of(folder, step.name());
    } catch (IOException e) {
      return FileState.ABSENT; // Its folder is not there.
    }
  }
}
