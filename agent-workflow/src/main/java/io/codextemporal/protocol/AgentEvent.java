package io.codextemporal.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a session, for every screen in the same order. The session's workflow is the
 * only writer; a client folds events and needs nothing else. An event of a newer session reads as
 * {@link Unknown}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = AgentEvent.Unknown.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = AgentEvent.SessionOpened.class, name = "session_opened"),
  @JsonSubTypes.Type(value = AgentEvent.OpAccepted.class, name = "op_accepted"),
  @JsonSubTypes.Type(value = AgentEvent.OpRefused.class, name = "op_refused"),
  @JsonSubTypes.Type(value = AgentEvent.TurnStarted.class, name = "turn_started"),
  @JsonSubTypes.Type(value = AgentEvent.UserMessage.class, name = "user_message"),
  @JsonSubTypes.Type(value = AgentEvent.AgentMessage.class, name = "agent_message"),
  @JsonSubTypes.Type(value = AgentEvent.Reasoning.class, name = "reasoning"),
  @JsonSubTypes.Type(value = AgentEvent.ToolCallStarted.class, name = "tool_call_started"),
  @JsonSubTypes.Type(value = AgentEvent.ToolCallEnded.class, name = "tool_call_ended"),
  @JsonSubTypes.Type(value = AgentEvent.RequestOpened.class, name = "request_opened"),
  @JsonSubTypes.Type(value = AgentEvent.RequestClosed.class, name = "request_closed"),
  @JsonSubTypes.Type(value = AgentEvent.PlanUpdated.class, name = "plan_updated"),
  @JsonSubTypes.Type(value = AgentEvent.UsageUpdated.class, name = "usage_updated"),
  @JsonSubTypes.Type(value = AgentEvent.SleepStarted.class, name = "sleep_started"),
  @JsonSubTypes.Type(value = AgentEvent.SleepEnded.class, name = "sleep_ended"),
  @JsonSubTypes.Type(value = AgentEvent.QueueChanged.class, name = "queue_changed"),
  @JsonSubTypes.Type(value = AgentEvent.TerminalsChanged.class, name = "terminals_changed"),
  @JsonSubTypes.Type(value = AgentEvent.SettingsChanged.class, name = "settings_changed"),
  @JsonSubTypes.Type(value = AgentEvent.FilesListed.class, name = "files_listed"),
  @JsonSubTypes.Type(value = AgentEvent.DiffShown.class, name = "diff_shown"),
  @JsonSubTypes.Type(value = AgentEvent.Warning.class, name = "warning"),
  @JsonSubTypes.Type(value = AgentEvent.TurnCompleted.class, name = "turn_completed"),
  @JsonSubTypes.Type(value = AgentEvent.TurnFailed.class, name = "turn_failed"),
  @JsonSubTypes.Type(value = AgentEvent.TurnAborted.class, name = "turn_aborted"),
  @JsonSubTypes.Type(value = AgentEvent.SessionClosed.class, name = "session_closed")
})
public sealed interface AgentEvent {
  record SessionOpened(SessionId session, String cwd, String machine, SessionSettings settings)
      implements AgentEvent {}

  record OpAccepted(OpId op) implements AgentEvent {}

  record OpRefused(OpId op, String reason) implements AgentEvent {}

  record TurnStarted(TurnId turn, OpId op) implements AgentEvent {}

  record UserMessage(
      TurnId turn,
      OpId op,
      String from,
      String text,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
          List<UserImage> images)
      implements AgentEvent {
    public UserMessage {
      images = List.copyOf(images);
    }

    /** A message of words alone. */
    public UserMessage(TurnId turn, OpId op, String from, String text) {
      this(turn, op, from, text, List.of());
    }

    /** The same, said by somebody else. */
    public UserMessage saidBy(String who) {
      return new UserMessage(turn, op, who, text, images);
    }
  }

  record AgentMessage(TurnId turn, String item, String text) implements AgentEvent {}

  /** A reasoning summary, as the provider gave it. */
  record Reasoning(TurnId turn, String item, String summary) implements AgentEvent {}

  /**
   * A tool call begins.
   *
   * @param arguments the arguments as the model wrote them, cut to 4 kB
   * @param turn null for a command of the user's own
   */
  record ToolCallStarted(
      @Nullable TurnId turn, CallId call, String tool, String arguments, String title)
      implements AgentEvent {}

  /**
   * A tool call has its one output.
   *
   * @param output what was printed, without the header lines, cut to 16 kB
   * @param outputFile where the whole output is on the machine, or null
   * @param judgement how the policy judged it, or null where nothing was to be judged
   * @param changes what it did to files
   */
  record ToolCallEnded(
      @Nullable TurnId turn,
      CallId call,
      ToolCallStatus status,
      @Nullable Integer exitCode,
      long millis,
      String output,
      @Nullable String outputFile,
      @Nullable Judgement judgement,
      @JsonSetter(nulls = Nulls.AS_EMPTY) List<FileChange> changes)
      implements AgentEvent {
    public ToolCallEnded {
      changes = List.copyOf(changes);
    }

    /** The end of a call that nobody had to judge. */
    public ToolCallEnded(
        @Nullable TurnId turn,
        CallId call,
        ToolCallStatus status,
        @Nullable Integer exitCode,
        long millis,
        String output,
        @Nullable String outputFile) {
      this(turn, call, status, exitCode, millis, output, outputFile, null, List.of());
    }
  }

  record RequestOpened(PendingRequest request) implements AgentEvent {}

  /** An open request was answered, or fell away with its turn ({@code by} is then empty). */
  record RequestClosed(CallId call, String outcome, String by) implements AgentEvent {}

  record PlanUpdated(Plan plan) implements AgentEvent {}

  record UsageUpdated(TurnId turn, TokenUsage last, TokenUsage total, long contextWindow)
      implements AgentEvent {}

  /** The turn waits on a durable timer; {@link Op.Wake} ends it early. */
  record SleepStarted(TurnId turn, WaitingFor waitingFor, String reason, Instant until)
      implements AgentEvent {}

  record SleepEnded(TurnId turn, String how) implements AgentEvent {}

  record QueueChanged(List<QueuedMessage> queue) implements AgentEvent {
    public QueueChanged {
      queue = List.copyOf(queue);
    }
  }

  /** All commands that run in the background now. */
  record TerminalsChanged(List<Terminal> terminals) implements AgentEvent {
    public TerminalsChanged {
      terminals = List.copyOf(terminals);
    }
  }

  record SettingsChanged(SessionSettings settings, String by) implements AgentEvent {}

  record FilesListed(OpId op, List<String> paths, boolean more) implements AgentEvent {
    public FilesListed {
      paths = List.copyOf(paths);
    }
  }

  /**
   * What changed in the workspace, for who asked.
   *
   * @param cut whether there was more
   * @param problem why there is no diff; empty where there is one
   */
  record DiffShown(OpId op, String diff, boolean cut, String problem) implements AgentEvent {}

  record Warning(String message) implements AgentEvent {}

  /** {@code usage} is the sum over the turn's requests. */
  record TurnCompleted(TurnId turn, String lastMessage, TokenUsage usage, long millis)
      implements AgentEvent {}

  record TurnFailed(TurnId turn, ErrorKind kind, String message, TokenUsage usage, long millis)
      implements AgentEvent {}

  record TurnAborted(TurnId turn, String by, long millis) implements AgentEvent {}

  record SessionClosed(String by) implements AgentEvent {}

  record Unknown() implements AgentEvent {}
}
