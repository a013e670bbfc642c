package io.codextemporal.activities.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

  /**
   * The first that runs inside. Limits the processes here, where those outside do not count; looks
   * whether the writable folders are those that were looked at.
   */
  private static final String BEGIN =
      "ulimit -u \"$1\" 2>/dev/null || ulimit -p \"$1\" 2>/dev/null; shift; "
          + "_ct_is=$1; shift; _ct_n=$1; shift; _ct_at=; "
          + "while [ \"$_ct_n\" -gt 0 ]; do "
          + "_ct_at=\"$_ct_at$(stat -c %d:%i \"$1\") \"; shift; _ct_n=$((_ct_n - 1)); done; "
          + "[ \"$_ct_at\" = \"$_ct_is\" ] || { "
          + "echo 'the command was not started: a writable folder was replaced meanwhile' >&2; "
          + "exit 125; }; exec \"$@\"";

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
  List<String> prefix(SandboxRequest request, MountPlan plan, List<Path> locks, Path home) {
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
    for (Path lock : locks) {
      line.addAll(
          List.of("--ro-bind", lock.toString(), lock.toString(), "--lock-file", lock.toString()));
    }
    if (plan.mounts().contains(new Mount(Mount.Kind.HIDDEN_FOLDER, home))) {
      line.addAll(List.of("--remount-ro", home.toString()));
    }
    line.addAll(List.of("--chdir", request.workdir().toString(), "--seccomp", "9", "--"));
    line.addAll(begin(plan.identities(), request.processes()));
    return line;
  }

  private static List<String> begin(Map<Path, String> identities, int processes) {
    List<String> words =
        new ArrayList<>(List.of("/bin/sh", "-c", BEGIN, "sandbox", Integer.toString(processes)));
    words.add(identities.values().stream().map(id -> id + " ").collect(Collectors.joining()));
    words.add(Integer.toString(identities.size()));
    identities.keySet().forEach(path -> words.add(path.toString()));
    return words;
  }
}
