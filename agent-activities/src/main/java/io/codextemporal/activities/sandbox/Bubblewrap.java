package io.codextemporal.activities.sandbox;

import io.codextemporal.policy.ShellWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * bubblewrap, as it works here.
 *
 * @param program absolute
 * @param version as it says itself
 * @param form what of it this machine allows
 */
record Bubblewrap(Path program, String version, Form form) implements Sandbox {
  /** In the order in which they are tried. */
  enum Form {
    /** A user namespace and a proc file system of its own. */
    WHOLE(true, true),
    /** Root in a container that has no user namespaces. */
    AS_ROOT(false, true),
    /** In a container whose /proc is masked: an empty folder stands in its place. */
    NO_PROC(true, false),
    NO_PROC_AS_ROOT(false, false);

    private final boolean users;
    private final boolean proc;

    Form(boolean users, boolean proc) {
      this.users = users;
      this.proc = proc;
    }
  }

  @Override
  public String found() {
    String how =
        switch (form) {
          case WHOLE -> "";
          case AS_ROOT -> ", as root without user namespaces";
          case NO_PROC -> ", without /proc (this container does not let one be mounted)";
          case NO_PROC_AS_ROOT ->
              ", as root without user namespaces and without /proc (this container allows neither)";
        };
    return version + " (" + program + ")" + how;
  }

  /** What comes before the command; its filter is read from descriptor 9. */
  List<String> prefix(SandboxRequest request, MountPlan plan, Optional<Path> lock, Path home) {
    List<String> line = new ArrayList<>(List.of(program.toString(), "--die-with-parent"));
    if (form.users) {
      line.add("--unshare-user");
    }
    line.addAll(List.of("--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"));
    if (!request.network()) {
      line.add("--unshare-net");
    }
    line.addAll(List.of("--cap-drop", "ALL", "--ro-bind", "/", "/", "--dev", "/dev"));
    line.addAll(form.proc ? List.of("--proc", "/proc") : List.of("--tmpfs", "/proc"));
    for (Mount mount : plan.mounts()) {
      line.addAll(mount.arguments());
    }
    lock.map(Path::toString)
        .ifPresent(file -> line.addAll(List.of("--ro-bind", file, file, "--lock-file", file)));
    if (plan.mounts().contains(new Mount(Mount.Kind.HIDDEN_FOLDER, home))) {
      line.addAll(List.of("--remount-ro", home.toString()));
    }
    line.addAll(List.of("--chdir", request.workdir().toString(), "--seccomp", "9", "--"));
    line.addAll(begin(plan.identities(), request.processes()));
    return line;
  }

  /**
   * The first that runs inside: limits the processes here, where those outside do not count, and
   * looks whether the writable folders are those that were looked at.
   */
  private static List<String> begin(Map<Path, String> identities, int processes) {
    String limit = "ulimit -u %1$d 2>/dev/null || ulimit -p %1$d 2>/dev/null; ";
    StringBuilder script = new StringBuilder(limit.formatted(processes));
    if (!identities.isEmpty()) {
      List<String> paths = identities.keySet().stream().map(Path::toString).toList();
      script
          .append("[ \"$(stat -c %d:%i -- ")
          .append(ShellWords.join(paths))
          .append(")\" = '")
          .append(String.join("\n", identities.values()))
          .append("' ] || { echo 'the command was not started: a writable folder was replaced")
          .append(" meanwhile' >&2; exit 125; }; ");
    }
    return List.of("/bin/sh", "-c", script.append("exec \"$@\"").toString(), "sandbox");
  }
}
