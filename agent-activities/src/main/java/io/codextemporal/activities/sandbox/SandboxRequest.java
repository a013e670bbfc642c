package io.codextemporal.activities.sandbox;

import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.ToolSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a command is to be confined. Where it may write comes from the session's settings, never from
 * the folder the model wants to run it in.
 *
 * @param roots folders it may write below, as they were configured
 * @param temporary folders it may write below where they exist
 * @param workdir where it runs
 * @param readable folders that stay readable though they lie in what is hidden
 * @param processes it may have at once
 */
public record SandboxRequest(
    SandboxMode mode,
    boolean network,
    List<Path> roots,
    List<Path> temporary,
    Path workdir,
    List<Path> readable,
    int processes) {
  public SandboxRequest {
    roots = List.copyOf(roots);
    temporary = List.copyOf(temporary);
    readable = List.copyOf(readable);
  }

  /**
   * What a session's settings mean for one of its commands.
   *
   * @param environment the command's
   * @throws UnconfinableException when a configured path is none
   */
  public static SandboxRequest of(
      ToolSettings settings,
      Map<String, String> environment,
      Path workdir,
      List<Path> readable,
      int processes)
      throws UnconfinableException {
    List<Path> roots = new ArrayList<>();
    List<Path> temporary = new ArrayList<>();
    if (settings.sandbox() == SandboxMode.WORKSPACE_WRITE) {
      roots.add(path(settings.cwd()));
      for (String root : settings.writableRoots()) {
        roots.add(path(root));
      }
      if (!settings.excludeSlashTmp()) {
        temporary.add(Path.of("/tmp"));
      }
      String folder = environment.getOrDefault("TMPDIR", "");
      if (!settings.excludeTmpdir() && !folder.isBlank()) {
        temporary.add(path(folder));
      }
    }
    return new SandboxRequest(
        settings.sandbox(),
        settings.networkAccess(),
        roots,
        temporary,
        workdir,
        readable,
        processes);
  }

  /** As people read it. */
  String text() {
    return (mode == SandboxMode.WORKSPACE_WRITE ? "workspace-write" : "read-only")
        + (network ? ", network on" : ", network off");
  }

  private static Path path(String text) throws UnconfinableException {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute()) {
        return path.normalize();
      }
    } catch (InvalidPathException e) {
      throw new UnconfinableException("`" + text + "` is no path: " + e.getReason());
    }
    throw new UnconfinableException("the writable folder `" + text + "` is no absolute path");
  }
}
