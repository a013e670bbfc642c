package io.codextemporal.tui.cells;

import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.tui.model.TranscriptCell;

/**
 * What a call is called: a verb in the tense of its state, and what it is about.
 *
 * @param language of {@code about}, as after a fence; empty for plain text
 */
record CallTitle(String verb, String about, String language) {
  private static final String SHELL = "sh";

  static CallTitle of(TranscriptCell.Tool tool) {
    boolean running = tool.status() == null;
    CallArguments arguments = CallArguments.of(tool);
    return switch (tool.tool()) {
      case "exec_command", "shell_command", "shell", "local_shell", "user_shell" ->
          new CallTitle(ran(tool, running), script(tool, arguments), SHELL);
      case "" -> new CallTitle(ran(tool, running), tool.title(), SHELL);
      case "view_image" -> told(tool, "View image", "Viewed image", arguments.first("path"));
      case "web_search" -> web(tool, arguments, running);
      case "web_fetch", "open_page" -> told(tool, "Open", "Opened", arguments.first("url"));
      case "write_stdin" -> typed(arguments, running);
      case "js_repl" ->
          new CallTitle(
              running ? "Running JS" : done(tool, "Ran JS", "JS"), arguments.code(), "js");
      case "js_repl_reset" -> plain(running ? "Resetting JS" : "Reset JS", "");
      case "read_file" -> told(tool, "Read", "Read", arguments.first("file_path", "path"));
      case "write_file" -> told(tool, "Write", "Wrote", arguments.first("path", "file_path"));
      case "list_dir" -> told(tool, "List", "Listed", arguments.first("dir_path", "path"));
      case "grep_files", "search_files" ->
          told(tool, "Search", "Searched", arguments.first("pattern", "query"));
      case "request_user_input" -> plain(running ? "Asking" : "Asked", question(arguments));
      case "spawn_agent" -> told(tool, "Start agent", "Started agent", task(arguments));
      case "send_input" -> told(tool, "Tell agent", "Told agent", agent(arguments));
      case "wait", "wait_agent" -> plain(running ? "Waiting for agents" : "Waited for agents", "");
      case "close_agent" -> told(tool, "Close agent", "Closed agent", agent(arguments));
      default -> called(tool, arguments, running);
    };
  }

  private static CallTitle plain(String verb, String about) {
    return new CallTitle(verb, about, "");
  }

  /** The past tense for what was done, the bare verb for what runs or was not done. */
  private static CallTitle told(TranscriptCell.Tool tool, String bare, String past, String about) {
    return plain(tool.status() == ToolCallStatus.COMPLETED ? past : bare, about);
  }

  private static String task(CallArguments arguments) {
    return arguments.first("task_name", "message", "task");
  }

  private static String agent(CallArguments arguments) {
    return arguments.first("id", "agent_id", "target");
  }

  private static String ran(TranscriptCell.Tool tool, boolean running) {
    if (tool.byUser() || tool.tool().equals("user_shell")) {
      return running ? "You run" : "You ran";
    }
    return running ? "Running" : done(tool, "Ran", "Run");
  }

  private static String done(TranscriptCell.Tool tool, String past, String bare) {
    return tool.status() == ToolCallStatus.DECLINED ? bare : past;
  }

  private static String script(TranscriptCell.Tool tool, CallArguments arguments) {
    String title = tool.title();
    boolean told = !title.isBlank() && !title.equals(tool.tool());
    // A title is short: what was run may be longer.
    String script =
        told && !title.contains(" chars truncated…")
            ? ""
            : arguments.first("cmd", "command", "script");
    return told && script.length() < title.length() ? title : script;
  }

  /** A provider also opens pages and looks into them under this name. */
  private static CallTitle web(TranscriptCell.Tool tool, CallArguments arguments, boolean running) {
    return switch (arguments.first("type")) {
      case "open_page" -> told(tool, "Open", "Opened", arguments.first("url"));
      case "find_in_page", "find" ->
          told(
              tool,
              "Search",
              "Searched",
              arguments.first("url") + " for " + arguments.first("pattern"));
      default -> {
        String query = query(tool, arguments);
        String deed = running ? "Searching the web" : "Searched the web";
        yield plain(query.isEmpty() ? deed : deed + " for", query);
      }
    };
  }

  private static String query(TranscriptCell.Tool tool, CallArguments arguments) {
    String query = arguments.first("query");
    return query.isEmpty() ? tool.title() : query;
  }

  private static CallTitle typed(CallArguments arguments, boolean running) {
    String chars = arguments.first("chars", "input");
    return chars.isEmpty()
        ? plain(running ? "Waiting for the command" : "Looked at the command", "")
        : plain(running ? "Typing" : "Typed", chars.replace("\n", "⏎"));
  }

  private static String question(CallArguments arguments) {
    String single = arguments.first("question");
    return single.isEmpty()
        ? arguments.json().path("questions").path(0).path("question").asText("a question")
        : single;
  }

  /** A tool of a server is {@code server.tool}; its arguments follow on the same line. */
  private static CallTitle called(
      TranscriptCell.Tool tool, CallArguments arguments, boolean running) {
    String name = tool.tool();
    String[] parts = name.split("__", 3);
    String shown = parts.length == 3 && parts[0].equals("mcp") ? parts[1] + "." + parts[2] : name;
    String rest = arguments.shortly();
    return plain(
        running ? "Calling" : done(tool, "Called", "Call"),
        rest.isEmpty() ? shown : shown + " " + rest);
  }
}
