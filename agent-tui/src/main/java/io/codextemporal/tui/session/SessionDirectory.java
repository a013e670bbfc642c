package io.codextemporal.tui.session;

import com.google.protobuf.ByteString;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.tui.session.SessionFailure.Kind;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The sessions Temporal knows, newest first; those that this user's key does not open are not
 * there. Needs no worker. What was started less than a tenth of a second ago may be missing.
 * Thread-safe.
 */
public final class SessionDirectory {
  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final int PAGE = 200;

  /** Session ids are UUIDv7: their order is the order of creation. */
  private static final Comparator<SessionRow> NEWEST_FIRST =
      Comparator.comparing((SessionRow row) -> row.summary().session().value()).reversed();

  private final SessionClient client;

  public SessionDirectory(SessionClient client) {
    this.client = client;
  }

  /** All sessions, or those of a folder. */
  public List<SessionRow> list(Optional<String> folder) {
    return rows(ofFolder(folder), rows -> false);
  }

  /** Sessions that wait for a person, of every folder, unlisted ones too. */
  public List<SessionRow> waiting() {
    String waiting = SessionState.WAITING.name().toLowerCase(Locale.ROOT);
    return rows(
        " AND ExecutionStatus = 'Running' AND "
            + MessageNames.ATTRIBUTE_STATUS
            + " = '"
            + waiting
            + "'",
        rows -> false);
  }

  /** The session that was made last, in a folder or anywhere. */
  public Optional<SessionRow> newest(Optional<String> folder) {
    return rows(ofFolder(folder), SessionDirectory::holdsNewest).stream().findFirst();
  }

  /**
   * Runs come newest first; who was made later than the newest known session also runs since later.
   */
  private static boolean holdsNewest(Map<String, SessionRow> rows) {
    Optional<Instant> newest = rows.keySet().stream().max(String::compareTo).flatMap(Ids::madeAt);
    return newest.isPresent()
        && rows.values().stream().anyMatch(row -> row.startedAt().isBefore(newest.get()));
  }

  /**
   * The session a person means by an id or a prefix of one.
   *
   * @throws SessionFailure when there is none, or more than one
   */
  public SessionId resolve(String text) {
    String prefix = text.strip().toLowerCase(Locale.ROOT);
    if (Ids.isWhole(prefix)) {
      return new SessionId(prefix);
    }
    if (!prefix.matches("[0-9a-f-]{1,36}")) {
      throw none(text);
    }
    List<SessionRow> found =
        rows(" AND WorkflowId STARTS_WITH '" + prefix + "'", rows -> rows.size() > 1);
    if (found.isEmpty()) {
      throw none(text);
    }
    if (found.size() > 1) {
      throw new SessionFailure(
          Kind.AMBIGUOUS,
          "session " + text,
          "several sessions begin like that",
          "Give more of the id; `ct ls --all` lists every session.");
    }
    return found.getFirst().summary().session();
  }

  static SessionFailure none(String text) {
    return new SessionFailure(
        Kind.NOT_FOUND,
        "session " + text,
        "there is no such session",
        "`ct ls --all` lists every session.");
  }

  private String ofFolder(Optional<String> folder) {
    return folder
        .map(path -> " AND " + MessageNames.ATTRIBUTE_FOLDER + " = '" + client.folder(path) + "'")
        .orElse(" AND " + MessageNames.ATTRIBUTE_FOLDER + " != '" + SessionClient.UNLISTED + "'");
  }

  private List<SessionRow> rows(String where, Predicate<Map<String, SessionRow>> enough) {
    Map<String, SessionRow> rows = new LinkedHashMap<>();
    ByteString token = ByteString.EMPTY;
    do {
      ListWorkflowExecutionsResponse page = page(where, token);
      for (WorkflowExecutionInfo info : page.getExecutionsList()) {
        SessionClient.row(client.payloads(), info)
            .filter(row -> Ids.isWhole(row.summary().session().value()))
            .ifPresent(row -> rows.putIfAbsent(info.getExecution().getWorkflowId(), row));
      }
      token = page.getNextPageToken();
    } while (!token.isEmpty() && !enough.test(rows));
    return rows.values().stream().sorted(NEWEST_FIRST).toList();
  }

  private ListWorkflowExecutionsResponse page(String where, ByteString token) {
    ListWorkflowExecutionsRequest request =
        ListWorkflowExecutionsRequest.newBuilder()
            .setNamespace(client.connection().namespace())
            .setPageSize(PAGE)
            .setNextPageToken(token)
            .setQuery(
                "WorkflowType = '"
                    + MessageNames.WORKFLOW_TYPE
                    + "' AND ExecutionStatus != 'ContinuedAsNew'"
                    + where)
            .build();
    try {
      return client
          .connection()
          .call(BOUND, (stub, namespace) -> stub.listWorkflowExecutions(request));
    } catch (StatusRuntimeException e) {
      throw new SessionFailure(
          Kind.REFUSED,
          "the list of sessions",
          String.valueOf(e.getStatus().getDescription()),
          "`ct doctor` tells what is missing.",
          e);
    }
  }

  /** The session of that id, or a prefix of it; else the newest, of that folder where one is. */
  SessionId named(Optional<String> id, Optional<String> folder) {
    return id.map(this::resolve)
        .orElseGet(() ->
            newest(folder)
                .map(row -> row.summary().session())
                .orElseThrow(() ->
                    new SessionFailure(
                        Kind.NOT_FOUND,
                        "--last",
                        folder.isEmpty()
                            ? "there is no session yet"
                            : "there is no session of this folder",
                        "`ct ls --all` lists every session.")));
  }
}
