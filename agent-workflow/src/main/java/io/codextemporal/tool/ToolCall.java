package io.codextemporal.tool;

import io.codextemporal.protocol.CallId;

/**
 * The model asks for a tool.
 *
 * @param arguments JSON text of a function call, free text of a custom one; as the model wrote it
 * @param custom whether it is answered with a custom_tool_call_output
 * @param retryClass as the worker's catalogue classed it when the model answered
 */
public record ToolCall(
    CallId id, String name, String arguments, boolean custom, RetryClass retryClass) {}
