package io.codextemporal.activities.journal;

import io.codextemporal.conversation.Sha256;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SessionId;
import java.nio.file.Path;

/** Where the journal notes what a call does. */
public final class CallFolder {
  /**
   * @param root the journal
   * @param what tells the notes of one call apart
   */
  public static Path of(Path root, SessionId session, CallId call, String what) {
    return of(root, session).resolve(fileName(call.value()) + "." + what);
  }

  /** Holds those of all the session's calls. */
  public static Path of(Path root, SessionId session) {
    return root.resolve(fileName(session.value()));
  }

  /** An id as it is where it can name a file, else its digest. */
  private static String fileName(String id) {
    return id.matches("[A-Za-z0-9_-]{1,80}") ? id : "x" + Sha256.hex(id).substring(0, 40);
  }

  private CallFolder() {}
}
