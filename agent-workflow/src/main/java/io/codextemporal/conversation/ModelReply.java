package io.codextemporal.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.tool.ToolCall;
import java.time.Instant;
import java.util.List;

/** How a request to the model ended. */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "type",
    defaultImpl = ModelReply.Unreadable.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = ModelReply.Answered.class, name = "answered"),
  @JsonSubTypes.Type(value = ModelReply.Later.class, name = "later"),
  @JsonSubTypes.Type(value = ModelReply.Failed.class, name = "failed")
})
public sealed interface ModelReply {
  static ModelReply unreadable(String reason) {
    return new Unreadable(reason);
  }

  /**
   * The model answered.
   *
   * @param items every output item, as sent; to be appended to the conversation. The machine's
   *     store keeps each under the SHA-256 of its JSON (lower-case hex), so append it with that
   *     name and the next call does not carry it again
   * @param calls the tool calls among them, classed by this worker's catalogue; ids unique
   * @param cut whether the stream broke after a complete tool call: the items so far are kept and
   *     the model is asked again
   * @param warnings what people should read once, such as an image that was not shown
   */
  record Answered(
      List<ConversationItem> items,
      List<ToolCall> calls,
      TokenUsage usage,
      boolean cut,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
          List<String> warnings)
      implements ModelReply {
    public Answered {
      items = List.copyOf(items);
      calls = List.copyOf(calls);
      warnings = List.copyOf(warnings);
    }

    /** An answer of which nothing is to be said. */
    public Answered(
        List<ConversationItem> items, List<ToolCall> calls, TokenUsage usage, boolean cut) {
      this(items, calls, usage, cut, List.of());
    }
  }

  /** Not now: the provider limits us or is away. The session sleeps until then and asks again. */
  record Later(ErrorKind kind, String sentence, Instant until) implements ModelReply {}

  /** Nothing will help; {@code sentence} tells the user why and what to do. */
  record Failed(ErrorKind kind, String sentence) implements ModelReply {}

  record Unreadable(String reason) implements ModelReply {}
}
