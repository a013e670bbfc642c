package io.codextemporal.tui.cli;

import io.codextemporal.protocol.SessionId;
import io.codextemporal.tui.session.SessionClient;
import io.codextemporal.tui.session.SessionDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the session a person means: an id, any unique prefix of one, or the newest. */
final class Naming {
  private final SessionDirectory directory;
  private final Path here;

  Naming(SessionClient client, Surroundings around) {
    this.directory = new SessionDirectory(client);
    this.here = around.here();
  }

  /** {@code id} may be {@code --last} itself where it stands as a word. */
  SessionId session(Optional<String> id, boolean last, boolean all) {
    if (id.isPresent() && !last && !id.get().equals("--last")) {
      return directory.resolve(id.get());
    }
    return directory
        .newest(all ? Optional.empty() : Optional.of(real(here)))
        .map(row -> row.summary().session())
        .orElseThrow(() ->
            new CliFailure(
                "--last",
                all ? "there is no session yet" : "there is no session of this folder",
                "`ct ls --all` lists every session.",
                ExitCode.NOT_FOUND));
  }

  static String real(Path folder) {
    try {
      return folder.toRealPath().toString();
    } catch (IOException e) {
      return folder.toAbsolutePath().normalize().toString();
    }
  }
}
