package io.codextemporal.tui.cli;

import io.codextemporal.protocol.SessionId;
import io.codextemporal.tui.session.SessionClient;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The session that most commands are about: an id, a prefix of one, or {@code --last}. */
final class SessionArgument {
  @Parameters(arity = "0..1", paramLabel = "ID", description = "an id or a prefix of one")
  @Nullable String id;

  @Option(names = "--last", description = "this folder's newest session")
  boolean last;

  /** Checks before anything is started. */
  void check() {
    if (id == null && !last) {
      throw new CliFailure(
          "ID",
          "there is no session id",
          "Give an id, a prefix of one, or --last.",
          ExitCode.USAGE);
    }
  }

  /** Which session is meant; asks the server. */
  SessionId of(SessionClient client, Surroundings around) {
    check();
    return new Naming(client, around).session(Optional.ofNullable(id), last, false);
  }
}
