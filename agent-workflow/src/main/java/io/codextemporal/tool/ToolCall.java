package io.codextemporal.tool;

import io.codextemporal.protocol.CallId;
import org.jspecify.annotations.Nullable;

/**
 * The model asks for a tool.
 *
 * @param arguments JSON text of a function call, free text of a custom one; as the model wrote it
 * @param custom whether it is answered with a custom_tool_call_output
 * @param retryClass as the worker's catalogue classed it when the model answered
 * @param place names what the call needs for itself while it runs, as the catalogue named it: what
 *     lives in one worker ({@code js_repl}, {@code terminal 1000}), or {@code files} for what
 *     changes files; null where it may run beside any other
 */
public record ToolCall(
    CallId id,
    String name,
    String arguments,
    boolean custom,
    RetryClass retryClass,
    @Nullable String place) {
  /** A call that any worker may run. */
  public ToolCall(CallId id, String name, String arguments, boolean custom, RetryClass retryClass) {
    this(id, name, arguments, custom, retryClass, null);
  }

  /** The same call under another id. */
  public ToolCall named(CallId other) {
    return new ToolCall(other, name, arguments, custom, retryClass, place);
  }
}
