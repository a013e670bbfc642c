package io.codextemporal.activities.sandbox;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** One change of what a confined command sees, over a disk that is read-only as a whole. */
record Mount(Kind kind, Path path) {
  /** Those of upper folders come first; of two on one folder the stricter one last. */
  static final Comparator<Mount> OUTER_FIRST =
      Comparator.<Mount>comparingInt(mount -> mount.path().getNameCount())
          .thenComparing(Mount::kind);

  enum Kind {
    /** It and all below may be written. */
    WRITABLE,
    /** Read-only, and cannot be moved, removed or replaced. */
    FIXED,
    /** An empty folder stands in its place. */
    HIDDEN_FOLDER,
    /** An empty file stands in its place. */
    HIDDEN_FILE
  }

  List<String> arguments() {
    String where = path.toString();
    return switch (kind) {
      case WRITABLE -> List.of("--bind", where, where);
      case FIXED -> List.of("--ro-bind", where, where);
      case HIDDEN_FOLDER -> List.of("--perms", "0755", "--tmpfs", where);
      case HIDDEN_FILE -> List.of("--ro-bind", "/dev/null", where);
    };
  }
}
