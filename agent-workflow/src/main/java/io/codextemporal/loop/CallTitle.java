package io.codextemporal.loop;

import io.codextemporal.tool.ToolCall;
import java.util.List;

/** What a call is called on screen: the command it runs, where it names one, else its tool. */
final class CallTitle {
  private static final int LONGEST = 400;
  private static final List<String> COMMANDS = List.of("cmd", "command");

  static String of(ToolCall call) {
    return call.custom() ? call.name() : Excerpt.of(command(call), LONGEST);
  }

  private static String command(ToolCall call) {
    try {
      Arguments arguments = Arguments.of(call);
      for (String field : COMMANDS) {
        if (arguments.object().path(field).isTextual()) {
          return arguments.text(field);
        }
      }
      return call.name();
    } catch (BadArguments unknown) {
      return call.name();
    }
  }

  private CallTitle() {}
}
