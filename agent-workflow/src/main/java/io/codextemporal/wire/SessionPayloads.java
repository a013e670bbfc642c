package io.codextemporal.wire;

import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.protocol.SessionSummary;
import io.codextemporal.protocol.StreamBeat;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Opens what raw answers of the server carry: descriptions, lists and histories hold payloads that
 * no stub reads. A payload that does not open is absent, or its type's unreadable value; nothing
 * here throws. Thread-safe.
 */
public final class SessionPayloads {
  private final SealedDataConverter converter;
  private final String namespace;

  public SessionPayloads(Keyring keys, String namespace) {
    this.converter = new SealedDataConverter(keys);
    this.namespace = namespace;
  }

  /** Opens any payload of a session as {@code type}; empty when it does not open. */
  public <T> Optional<T> open(String workflowId, Payload payload, Class<T> type) {
    try {
      return Optional.of(converter.boundTo(namespace, workflowId).fromPayload(payload, type, type));
    } catch (UnreadablePayloadException e) {
      return Optional.empty();
    }
  }

  /**
   * The row of a session in a list or a description.
   *
   * <p>A session that works leaves its memo as it was, to spare an event; so where the status
   * attribute tells another state than the memo, the attribute is newer.
   */
  public Optional<SessionSummary> summary(WorkflowExecutionInfo info) {
    Payload memo = info.getMemo().getFieldsMap().get(MessageNames.MEMO_SUMMARY);
    if (memo == null) {
      return Optional.empty();
    }
    return open(info.getExecution().getWorkflowId(), memo, SessionSummary.class)
        .map(summary -> state(info).map(now -> inState(summary, now)).orElse(summary));
  }

  private static Optional<SessionState> state(WorkflowExecutionInfo info) {
    Payload attribute =
        info.getSearchAttributes().getIndexedFieldsMap().get(MessageNames.ATTRIBUTE_STATUS);
    if (attribute == null) {
      return Optional.empty();
    }
    String word = attribute.getData().toStringUtf8().replace("\"", "");
    return Arrays.stream(SessionState.values())
        .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst();
  }

  private static SessionSummary inState(SessionSummary summary, SessionState state) {
    return summary.status().state() == state
        ? summary
        : new SessionSummary(
            summary.session(),
            new SessionStatus(state, null, null, null, ""),
            summary.cwd(),
            summary.branch(),
            summary.model(),
            summary.title(),
            summary.turns(),
            summary.createdAt(),
            summary.updatedAt(),
            summary.parent(),
            summary.usage(),
            summary.machine());
  }

  /** What a running activity told last. */
  public Optional<StreamBeat> beat(String workflowId, PendingActivityInfo activity) {
    return activity.hasHeartbeatDetails()
        ? first(workflowId, activity.getHeartbeatDetails(), StreamBeat.class)
        : Optional.empty();
  }

  /** The op of a signal event of a history. */
  public Optional<Op> op(String workflowId, HistoryEvent event) {
    return event.hasWorkflowExecutionSignaledEventAttributes()
        ? first(
            workflowId, event.getWorkflowExecutionSignaledEventAttributes().getInput(), Op.class)
        : Optional.empty();
  }

  private <T> Optional<T> first(String workflowId, Payloads payloads, Class<T> type) {
    return payloads.getPayloadsCount() == 0
        ? Optional.empty()
        : open(workflowId, payloads.getPayloads(0), type);
  }
}
