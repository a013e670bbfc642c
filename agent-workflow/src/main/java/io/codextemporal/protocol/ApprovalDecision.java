package io.codextemporal.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What a person decided about a request. An answer that is not understood approves nothing. */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "type",
    defaultImpl = ApprovalDecision.Unknown.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = ApprovalDecision.Approved.class, name = "approved"),
  @JsonSubTypes.Type(
      value = ApprovalDecision.ApprovedForSession.class,
      name = "approved_for_session"),
  @JsonSubTypes.Type(value = ApprovalDecision.ApprovedForTurn.class, name = "approved_for_turn"),
  @JsonSubTypes.Type(
      value = ApprovalDecision.ApprovedWithAmendment.class,
      name = "approved_with_amendment"),
  @JsonSubTypes.Type(value = ApprovalDecision.Denied.class, name = "denied"),
  @JsonSubTypes.Type(value = ApprovalDecision.Abort.class, name = "abort")
})
public sealed interface ApprovalDecision {
  /** This once. */
  record Approved() implements ApprovalDecision {}

  /** This and the same again, as long as the session lives. */
  record ApprovedForSession() implements ApprovalDecision {}

  /**
   * This and all like it, open or still to come, as long as the turn lasts: commands that the same
   * amendment would allow, or where there is none, the same command; patches of the same files.
   */
  record ApprovedForTurn() implements ApprovalDecision {}

  /** Every command that starts with these words, from now on. */
  record ApprovedWithAmendment(List<String> prefix) implements ApprovalDecision {
    public ApprovedWithAmendment {
      prefix = List.copyOf(prefix);
    }
  }

  /** No; the turn goes on and the model reads the reason (empty when none was given). */
  record Denied(String reason) implements ApprovalDecision {}

  /** No, and the turn ends. */
  record Abort() implements ApprovalDecision {}

  /** A decision of a newer client; refused. */
  record Unknown() implements ApprovalDecision {}
}
