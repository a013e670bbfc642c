package io.codextemporal.tui.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.SessionId;
import java.util.List;

/** Pure: an open question as JSON: in {@code show}, in {@code approvals} and in {@code exec}. */
final class PendingJson {
  /** An entry of {@code pending}. */
  static ObjectNode entry(PendingRequest request) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("call_id", request.call().value());
    describe(entry, request.ask());
    entry.put("cwd", request.cwd());
    entry.put("reason", request.reason());
    amendment(entry, request.ask());
    entry.put("digest", request.digest());
    entry.put("asked_at", request.askedAt().toString());
    return entry;
  }

  /** An entry of {@code pending} and whose it is. */
  static ObjectNode ofSession(SessionId session, PendingRequest request) {
    return entry(request).put("session", session.value());
  }

  /** The line of {@code exec --json}. */
  static ObjectNode requested(PendingRequest request) {
    ObjectNode line = ExecJson.line("approval.requested");
    entry(request).properties().forEach(field -> line.set(field.getKey(), field.getValue()));
    return line;
  }

  private static void describe(ObjectNode entry, Ask ask) {
    switch (ask) {
      case Ask.Command command ->
          entry
              .put("kind", "command")
              .put("command", command.script())
              .put("unconfined", command.unconfined())
              .set("argv", texts(command.command()));
      case Ask.Patch patch -> entry.put("kind", "patch").put("patch", patch.diff());
      case Ask.Fetch fetch ->
          entry.put("kind", "fetch").put("url", fetch.url()).put("site", fetch.site());
      case Ask.Questions questions ->
          entry.put("kind", "question").put("question", Asks.text(questions));
      case Ask.UnknownOutcome unknown ->
          entry
              .put("kind", "unknown_outcome")
              .put("command", unknown.command())
              .put("evidence", unknown.evidence());
      case Ask.Unknown unknown -> entry.put("kind", "unknown");
    }
  }

  private static void amendment(ObjectNode entry, Ask ask) {
    if (ask instanceof Ask.Command command && command.amendment() != null) {
      entry.set("amendment", texts(command.amendment()));
    } else {
      entry.putNull("amendment");
    }
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  private PendingJson() {}
}
