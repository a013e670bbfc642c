package io.codextemporal.tui.cli;

import io.codextemporal.protocol.SessionId;
import io.codextemporal.tui.session.SessionClient;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ID argument that most commands take: an id, a prefix of one, or {@code --last}. */
final class SessionArgument {
  /** Checks before anything is started. */
  static void check(@Nullable String id, boolean last) {
    if (id == null && !last) {
      throw new CliFailure(
          "ID",
          "there is no session id",
          "Give an id, a prefix of one, or --last.",
          ExitCode.USAGE);
    }
  }

  static SessionId of(
      SessionClient client, Surroundings around, @Nullable String id, boolean last) {
    check(id, last);
    return new Naming(client, around).session(Optional.ofNullable(id), last, false);
  }

  private SessionArgument() {}
}
