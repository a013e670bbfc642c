package io.codextemporal.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of a session. Travels as one signal; durable once the server took it, whether
 * or not a worker lives. Each id is answered by exactly one {@link AgentEvent.OpAccepted} or {@link
 * AgentEvent.OpRefused}, however often it is sent.
 *
 * <p>{@code from} says who sent it, for the other screens: {@code exec 4711 ada@box}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = Op.Unknown.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = Op.UserTurn.class, name = "user_turn"),
  @JsonSubTypes.Type(value = Op.TextChunk.class, name = "text_chunk"),
  @JsonSubTypes.Type(value = Op.Steer.class, name = "steer"),
  @JsonSubTypes.Type(value = Op.QueueAdd.class, name = "queue_add"),
  @JsonSubTypes.Type(value = Op.QueueEdit.class, name = "queue_edit"),
  @JsonSubTypes.Type(value = Op.QueueDrop.class, name = "queue_drop"),
  @JsonSubTypes.Type(value = Op.Interrupt.class, name = "interrupt"),
  @JsonSubTypes.Type(value = Op.Approval.class, name = "approval"),
  @JsonSubTypes.Type(value = Op.Answer.class, name = "answer"),
  @JsonSubTypes.Type(value = Op.Wake.class, name = "wake"),
  @JsonSubTypes.Type(value = Op.RunShell.class, name = "run_shell"),
  @JsonSubTypes.Type(value = Op.ListFiles.class, name = "list_files"),
  @JsonSubTypes.Type(value = Op.ShowDiff.class, name = "show_diff"),
  @JsonSubTypes.Type(value = Op.StopTerminals.class, name = "stop_terminals"),
  @JsonSubTypes.Type(value = Op.OverrideSettings.class, name = "override_settings"),
  @JsonSubTypes.Type(value = Op.Compact.class, name = "compact"),
  @JsonSubTypes.Type(value = Op.Shutdown.class, name = "shutdown")
})
public sealed interface Op {
  OpId id();

  String from();

  /** What an op becomes that does not open or parse; refused with {@code reason}, never thrown. */
  static Op unreadable(String reason) {
    return new Unknown(new OpId("unreadable"), "", reason);
  }

  /**
   * A message that begins a turn, or is queued behind the one that runs.
   *
   * @param patience how long in all the turn may wait for a model that is limited or away, until it
   *     answers; null waits as the session's settings allow. Whoever gives one says that nobody is
   *     there to sign in: a missing login then ends the turn
   * @param outputSchema a JSON schema the final answer must follow, or null
   */
  record UserTurn(
      OpId id,
      String from,
      UserText text,
      @Nullable Duration patience,
      @Nullable String outputSchema)
      implements Op {}

  /** One piece of a long text, sent before the op that names the blob. */
  record TextChunk(OpId id, String from, String blob, int index, String text) implements Op {}

  /** A message into the running turn; begins a turn when none runs. */
  record Steer(OpId id, String from, UserText text) implements Op {}

  /** A message for after the running turn. Its op id names the queue entry from then on. */
  record QueueAdd(OpId id, String from, UserText text) implements Op {}

  record QueueEdit(OpId id, String from, OpId entry, UserText text) implements Op {}

  record QueueDrop(OpId id, String from, OpId entry) implements Op {}

  /** Ends the running turn. */
  record Interrupt(OpId id, String from) implements Op {}

  /** Answers an approval request; {@code digest} is that of what was shown, null if not checked. */
  record Approval(
      OpId id, String from, CallId call, ApprovalDecision decision, @Nullable String digest)
      implements Op {}

  /** Answers a question of the model: answers by question id. */
  record Answer(OpId id, String from, CallId call, Map<String, List<String>> answers)
      implements Op {
    public Answer {
      answers = Map.copyOf(answers);
    }
  }

  /** Ends a sleep (rate limit, outage) at once. */
  record Wake(OpId id, String from) implements Op {}

  /**
   * The user's own {@code !command}: runs as the user typed it, its output is told to the model.
   */
  record RunShell(OpId id, String from, String command) implements Op {}

  /** Files of the workspace whose path matches; answered by {@link AgentEvent.FilesListed}. */
  record ListFiles(OpId id, String from, String query, int limit) implements Op {}

  /** What changed in the workspace; answered by {@link AgentEvent.DiffShown}. */
  record ShowDiff(OpId id, String from) implements Op {}

  /** Ends commands that run in the background; without any named, all of them. */
  record StopTerminals(OpId id, String from, List<Integer> terminals) implements Op {
    public StopTerminals {
      terminals = terminals == null ? List.of() : List.copyOf(terminals);
    }
  }

  /** Changes settings from the next decision on. */
  record OverrideSettings(OpId id, String from, SettingsPatch patch) implements Op {}

  record Compact(OpId id, String from) implements Op {}

  /** Ends the session and everything it runs. */
  record Shutdown(OpId id, String from) implements Op {}

  /** An op of a newer client, or one that could not be read. */
  record Unknown(OpId id, String from, String reason) implements Op {
    public Unknown {
      id = id == null ? new OpId("unknown") : id;
      from = from == null ? "" : from;
      reason = reason == null ? "this session does not know that operation" : reason;
    }
  }
}
