package io.codextemporal.workflow;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.codextemporal.protocol.SessionStart;

/** What a run of a session begins from: a client's start, or the snapshot of the run before. */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "type",
    defaultImpl = SessionInput.Unreadable.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = SessionInput.Fresh.class, name = "fresh"),
  @JsonSubTypes.Type(value = SessionInput.Continued.class, name = "continued")
})
public sealed interface SessionInput {
  static SessionInput unreadable(String reason) {
    return new Unreadable(reason);
  }

  record Fresh(SessionStart start) implements SessionInput {}

  record Continued(SessionSnapshot snapshot) implements SessionInput {}

  /** Someone without the user's key started it: the run fails at once and does nothing. */
  record Unreadable(String reason) implements SessionInput {}
}
