package io.codextemporal.activities.project;

import io.codextemporal.activities.catalogue.TextResource;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.ToolSettings;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words in which the model is told about its place. Pure. */
final class PlaceText {
  private static final TextResource PERMISSIONS = TextResource.load("/prompts/permissions.md");
  private static final String BASE = TextResource.whole("/prompts/base.md");

  static String base() {
    return BASE;
  }

  /** What may be done, and who is asked. */
  static String permissions(ToolSettings tools) {
    boolean full = tools.sandbox() == SandboxMode.DANGER_FULL_ACCESS;
    String sandbox =
        switch (tools.sandbox()) {
          case DANGER_FULL_ACCESS -> "danger-full-access";
          case WORKSPACE_WRITE -> "workspace-write";
          case READ_ONLY -> "read-only";
        };
    String approval =
        switch (tools.approval()) {
          case ON_REQUEST -> full ? "on-request-full" : "on-request";
          case UNTRUSTED -> "untrusted";
          case NEVER -> full ? "never-full" : "never";
          case UNKNOWN -> "unknown";
        };
    String roots =
        Stream.concat(Stream.of(tools.cwd()), tools.writableRoots().stream())
            .map(root -> "`" + root + "`")
            .collect(Collectors.joining(", "));
    String may =
        PERMISSIONS
            .section(sandbox)
            .replace("{roots}", roots)
            .replace("{network}", tools.networkAccess() ? "open" : "not to be used");
    return "<permissions>\n"
        + PERMISSIONS.opening()
        + " (sandbox: "
        + sandbox
        + ", approval: "
        + name(tools.approval())
        + ")\n\n"
        + may
        + "\n\n"
        + PERMISSIONS.section(approval)
        + "\n</permissions>";
  }

  static String developer(String instructions) {
    return "<developer_instructions>\n" + instructions.strip() + "\n</developer_instructions>";
  }

  static String instructions(String cwd, List<ProjectDocs.Doc> docs) {
    String all =
        docs.stream()
            .map(doc -> "From " + doc.file() + ":\n\n" + doc.text())
            .collect(Collectors.joining("\n\n"));
    return "# AGENTS.md instructions for "
        + cwd
        + "\n\n<INSTRUCTIONS>\n"
        + all
        + "\n</INSTRUCTIONS>";
  }

  static String environment(
      ToolSettings tools, String shell, String date, String timezone, String system) {
    return """
    <environment_context>
      <cwd>%s</cwd>
      <shell>%s</shell>
      <current_date>%s</current_date>
      <timezone>%s</timezone>
      <system>%s</system>
      <sandbox_mode>%s</sandbox_mode>
      <approval_policy>%s</approval_policy>
    </environment_context>\
    """
        .formatted(
            escaped(tools.cwd()),
            escaped(shell),
            date,
            timezone,
            escaped(system),
            tools.sandbox().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
            name(tools.approval()));
  }

  private static String name(ApprovalMode mode) {
    return mode.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private PlaceText() {}
}
