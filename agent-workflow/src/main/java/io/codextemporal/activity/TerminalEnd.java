package io.codextemporal.activity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** What became of a command that was left running. */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "type",
    defaultImpl = TerminalEnd.Unreadable.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = TerminalEnd.Ended.class, name = "ended"),
  @JsonSubTypes.Type(value = TerminalEnd.Moved.class, name = "moved"),
  @JsonSubTypes.Type(value = TerminalEnd.Lost.class, name = "lost")
})
public sealed interface TerminalEnd {
  static TerminalEnd unreadable(String reason) {
    return new Unreadable(reason);
  }

  /**
   * It ended.
   *
   * @param how a few words: {@code exited with code 0}
   * @param output the end of what it printed and the model was not told, cut
   */
  record Ended(String how, @Nullable Integer exitCode, long millis, String output)
      implements TerminalEnd {}

  /** Its owner is dead and it lives: this worker holds it from now on. */
  record Moved(String queue) implements TerminalEnd {}

  /** It is gone without a word of its own; {@code why} is a sentence. */
  record Lost(String why) implements TerminalEnd {}

  record Unreadable(String reason) implements TerminalEnd {}
}
