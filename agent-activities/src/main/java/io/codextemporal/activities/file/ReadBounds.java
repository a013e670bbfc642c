package io.codextemporal.activities.file;

import io.codextemporal.activities.journal.CallFolder;
import io.codextemporal.config.Ceiling;
import io.codextemporal.config.Places;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a session's tools may read: everything but this program's own folder, credentials and what
 * the system tells of processes; but a session may read the outputs of its own calls. Under full
 * access nothing is hidden.
 */
public final class ReadBounds {
  private static final List<Path> PROCESSES = List.of(Path.of("/proc"), Path.of("/dev/fd"));

  private final Path outputs;
  private final Path home;
  private final Path credentials;
  private final boolean everything;
  private final Ceiling ceiling;

  /** The same for a worker without a ceiling, or where somebody else has looked at it. */
  public ReadBounds(Places places, SessionId session, SandboxMode sandbox) {
    this(places, session, sandbox, Ceiling.NONE);
  }

  /**
   * @param ceiling below whose folders alone tools look at files
   */
  public ReadBounds(Places places, SessionId session, SandboxMode sandbox, Ceiling ceiling) {
    this.ceiling = ceiling;
    this.outputs = settled(CallFolder.of(places.journal(), session));
    this.home = settled(places.home());
    this.credentials = settled(places.authFile());
    this.everything = sandbox == SandboxMode.DANGER_FULL_ACCESS;
  }

  /** Whether the file or folder, links resolved, may be read. */
  public boolean permit(Path real) {
    if (real.startsWith(outputs)) {
      return true;
    }
    if (!ceiling.within(real.toString())) {
      return false;
    }
    if (everything) {
      return true;
    }
    return PROCESSES.stream().noneMatch(real::startsWith)
        && !real.startsWith(home)
        && !real.equals(credentials);
  }

  /** Where the path leads, if that may be read. */
  public Path check(Path absolute) throws IOException {
    Path real = RealPath.of(absolute);
    if (!permit(real)) {
      if (!ceiling.within(real.toString())) {
        throw new IOException(
            real + " is beyond what this worker allows (temporal.ceiling.folders in its config)");
      }
      throw new AccessDeniedException(real.toString(), null, "it is hidden from tools");
    }
    return real;
  }

  private static Path settled(Path path) {
    try {
      return RealPath.of(path.toAbsolutePath());
    } catch (IOException e) {
      return path;
    }
  }
}
