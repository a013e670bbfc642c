package io.codextemporal.loop;

import io.codextemporal.protocol.TurnId;
import io.codextemporal.tool.ToolCall;
import org.jspecify.annotations.Nullable;

/** A tool that runs within the loop. */
interface LoopTool {
  CallEnd run(@Nullable TurnId turn, ToolCall call, Arguments arguments) throws BadArguments;
}
