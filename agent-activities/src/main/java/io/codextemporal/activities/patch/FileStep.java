package io.codextemporal.activities.patch;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one file becomes. The arrays are never changed.
 *
 * <p>{@code real} has no links in it but perhaps a last one that goes; {@code base} is the folder
 * above it whose own path is trusted; {@code shown} is how the patch named it.
 */
final class FileStep {
  final Path real;
  final Path base;
  final String shown;

  /** What it is now: its digest, {@code link}, or {@code absent}. */
  final String before;

  /** What it holds now where that may have to be put back, else null. */
  final byte @Nullable [] old;

  /** What it will hold, or null where it goes. */
  final byte @Nullable [] fresh;

  /** Null for those of any new file. */
  final @Nullable Set<PosixFilePermission> permissions;

  FileStep(
      Path real,
      Path base,
      String shown,
      String before,
      byte @Nullable [] old,
      byte @Nullable [] fresh,
      @Nullable Set<PosixFilePermission> permissions) {
    this.real = real;
    this.base = base;
    this.shown = shown;
    this.before = before;
    this.old = old;
    this.fresh = fresh;
    this.permissions = permissions;
  }

  Path folder() {
    Path folder = real.getParent();
    return folder == null ? real : folder;
  }

  /** What it is afterwards. */
  String after() {
    return fresh == null ? FileState.ABSENT : FileState.digest(fresh);
  }
}
