package io.codextemporal.activities.catalogue;

/** The arguments of each tool. */
final class ToolSchemas {
  static String execCommand(TextResource text) {
    return Schema.of(text)
        .string("cmd")
        .string("workdir")
        .string("shell")
        .flag("login")
        .flag("tty")
        .number("yield_time_ms")
        .number("max_output_tokens")
        .flag("wake_on_exit")
        .choice("sandbox_permissions", "use_default", "require_escalated")
        .string("justification")
        .strings("prefix_rule")
        .require("cmd")
        .json();
  }

  static String writeStdin(TextResource text) {
    return Schema.of(text)
        .number("session_id")
        .string("chars")
        .number("yield_time_ms")
        .number("max_output_tokens")
        .flag("wake_on_exit")
        .require("session_id")
        .json();
  }

  static String applyPatch(TextResource text) {
    return Schema.of(text).string("input").require("input").json();
  }

  static String readFile(TextResource text) {
    return Schema.of(text)
        .string("file_path")
        .number("offset")
        .number("limit")
        .choice("mode", "slice", "indentation")
        .object(
            "indentation",
            block ->
                block
                    .number("anchor_line")
                    .number("max_levels")
                    .flag("include_siblings")
                    .flag("include_header")
                    .number("max_lines"))
        .require("file_path")
        .json();
  }

  static String writeFile(TextResource text) {
    return Schema.of(text).string("path").string("content").require("path", "content").json();
  }

  static String listDir(TextResource text) {
    return Schema.of(text)
        .string("dir_path")
        .number("offset")
        .number("limit")
        .number("depth")
        .require("dir_path")
        .json();
  }

  static String grepFiles(TextResource text) {
    return Schema.of(text)
        .string("pattern")
        .string("include")
        .string("path")
        .number("limit")
        .require("pattern")
        .json();
  }

  static String searchFiles(TextResource text) {
    return Schema.of(text).string("query").string("path").number("limit").require("query").json();
  }

  static String viewImage(TextResource text) {
    return Schema.of(text).string("path").require("path").json();
  }

  static String nothing(TextResource text) {
    return Schema.of(text).json();
  }

  static String webSearch(TextResource text) {
    return Schema.of(text).string("query").require("query").json();
  }

  static String webFetch(TextResource text) {
    return Schema.of(text).string("url").number("offset").require("url").json();
  }

  static String updatePlan(TextResource text) {
    return Schema.of(text)
        .string("explanation")
        .objects(
            "plan",
            step ->
                step.string("step")
                    .choice("status", "pending", "in_progress", "completed")
                    .require("step", "status"))
        .require("plan")
        .json();
  }

  static String requestUserInput(TextResource text) {
    return Schema.of(text)
        .objects(
            "questions",
            question ->
                question
                    .string("id")
                    .string("header")
                    .string("question")
                    .objects(
                        "options",
                        option ->
                            option
                                .string("label")
                                .string("description")
                                .require("label", "description"))
                    .require("id", "header", "question", "options"))
        .require("questions")
        .json();
  }

  private ToolSchemas() {}
}
