package io.codextemporal.activities.catalogue;

import io.codextemporal.protocol.Terminal;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tools of this worker, one line each. The order never changes: the model's provider caches by
 * the request's beginning.
 */
public final class ToolCatalogue {
  private final List<ToolSpec> tools =
      List.of(
          function("exec_command", RetryClass.EFFECTS, ToolSchemas::execCommand),
          function("write_stdin", RetryClass.EFFECTS, ToolSchemas::writeStdin),
          freeform("apply_patch", RetryClass.EFFECTS),
          function("apply_patch", RetryClass.EFFECTS, ToolSchemas::applyPatch),
          function("read_file", RetryClass.READ_ONLY, ToolSchemas::readFile),
          function("write_file", RetryClass.EFFECTS, ToolSchemas::writeFile),
          function("list_dir", RetryClass.READ_ONLY, ToolSchemas::listDir),
          function("grep_files", RetryClass.READ_ONLY, ToolSchemas::grepFiles),
          function("search_files", RetryClass.READ_ONLY, ToolSchemas::searchFiles),
          function("view_image", RetryClass.READ_ONLY, ToolSchemas::viewImage),
          freeform("js_repl", RetryClass.EFFECTS),
          function("js_repl_reset", RetryClass.IDEMPOTENT, ToolSchemas::nothing),
          function("web_search", RetryClass.READ_ONLY, ToolSchemas::webSearch),
          function("web_fetch", RetryClass.READ_ONLY, ToolSchemas::webFetch),
          function("update_plan", RetryClass.IN_LOOP, ToolSchemas::updatePlan),
          function("request_user_input", RetryClass.IN_LOOP, ToolSchemas::requestUserInput));

  private final BooleanSupplier javaScript;

  /**
   * @param javaScript whether this machine runs JavaScript; asked when tools are offered
   */
  public ToolCatalogue(BooleanSupplier javaScript) {
    this.javaScript = javaScript;
  }

  /** The tools of a machine that runs no JavaScript. */
  public ToolCatalogue() {
    this(() -> false);
  }

  /** What the model is offered, in order. */
  public List<ToolSpec> offered(ModelRecord model, WebOffer web) {
    return tools.stream().filter(tool -> suits(tool, model, web)).toList();
  }

  /** Files are written in the form the model writes best. */
  private boolean suits(ToolSpec tool, ModelRecord model, WebOffer web) {
    return switch (tool.name()) {
      case "apply_patch" -> tool.freeform() == model.freeformPatch();
      case "write_file" -> !model.freeformPatch();
      case "view_image" -> model.images();
      case "js_repl", "js_repl_reset" -> model.freeformPatch() && javaScript.getAsBoolean();
      case "web_search" -> web.search();
      case "web_fetch" -> web.fetch();
      default -> true;
    };
  }

  /** Of every tool, offered or not. */
  public Set<String> names() {
    return tools.stream().map(ToolSpec::name).collect(Collectors.toSet());
  }

  public Optional<ToolSpec> find(String name) {
    return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
  }

  /** The class of a call; one of no tool of ours never leaves the loop, which tells the model. */
  public RetryClass classOf(String name) {
    return find(name).map(ToolSpec::retryClass).orElse(RetryClass.IN_LOOP);
  }

  /** What the call needs for itself ({@code ToolCall.place}); null where it runs beside others. */
  public @Nullable String placeOf(String name, String arguments) {
    return switch (name) {
      case "js_repl", "js_repl_reset" -> Terminal.KERNEL_PLACE;
      case "write_stdin" -> TerminalPlace.of(arguments);
      case "apply_patch", "write_file" -> FilesPlace.NAME;
      case "exec_command" -> FilesPlace.ofCommand(arguments);
      default -> null;
    };
  }

  private static ToolSpec function(String name, RetryClass retryClass, SchemaOf schema) {
    TextResource text = TextResource.load("/tools/" + name + ".md");
    return new ToolSpec(name, text.opening(), false, schema.json(text), retryClass);
  }

  private static ToolSpec freeform(String name, RetryClass retryClass) {
    TextResource text = TextResource.load("/tools/" + name + ".md");
    String grammar = TextResource.whole("/tools/" + name + ".lark");
    String description = text.sections().getOrDefault("freeform", text.opening());
    return new ToolSpec(name, description, true, grammar, retryClass);
  }

  private interface SchemaOf {
    String json(TextResource text);
  }
}
