package io.codextemporal.tool;

/**
 * What a tool is to the model.
 *
 * @param freeform whether the model writes free text under a grammar instead of JSON arguments
 * @param schema the JSON schema of the arguments, or the grammar's definition of a freeform tool
 */
public record ToolSpec(
    String name, String description, boolean freeform, String schema, RetryClass retryClass) {}
