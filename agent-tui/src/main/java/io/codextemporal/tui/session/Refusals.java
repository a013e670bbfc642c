package io.codextemporal.tui.session;

import io.codextemporal.protocol.SessionId;
import io.codextemporal.tui.session.SessionFailure.Kind;
import io.grpc.StatusRuntimeException;
import java.util.Locale;
import java.util.Objects;

/** What the server's refusals mean for a client. */
final class Refusals {
  static SessionFailure of(SessionId session, StatusRuntimeException e) {
    String said = Objects.requireNonNullElse(e.getStatus().getDescription(), "");
    return switch (e.getStatus().getCode()) {
      case NOT_FOUND ->
          said.toLowerCase(Locale.ROOT).contains("already completed")
              ? new SessionFailure(
                  Kind.CLOSED,
                  "session " + session,
                  "it is closed",
                  "Reopen it with a message: ct exec resume " + session + " PROMPT",
                  e)
              : new SessionFailure(
                  Kind.NOT_FOUND,
                  "session " + session,
                  "there is no such session",
                  "`ct ls --all` lists every session.",
                  e);
      case PERMISSION_DENIED, UNAUTHENTICATED ->
          new SessionFailure(
              Kind.NO_SERVER,
              "Temporal",
              said.isEmpty() ? "it does not accept this client" : said,
              "Check TEMPORAL_API_KEY, the TLS files and the namespace.",
              e);
      default -> refused(session, e, said);
    };
  }

  private static SessionFailure refused(SessionId session, StatusRuntimeException e, String said) {
    String why = e.getStatus().getCode().name().toLowerCase(Locale.ROOT) + ": " + said;
    String remedy =
        said.contains("search attribute")
            ? "Add the attributes to the namespace: temporal operator search-attribute create"
                + " --name CtStatus --type Keyword --name CtFolder --type Keyword"
            : "`ct doctor` tells what is missing.";
    return new SessionFailure(Kind.REFUSED, "session " + session, why, remedy, e);
  }

  private Refusals() {}
}
