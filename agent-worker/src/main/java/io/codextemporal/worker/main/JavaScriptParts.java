package io.codextemporal.worker.main;

import io.codextemporal.activities.catalogue.ModelCatalogue;
import io.codextemporal.activities.catalogue.OutputBudgets;
import io.codextemporal.activities.catalogue.ToolCatalogue;
import io.codextemporal.activities.dispatch.Owners;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activities.journal.AttachedCommands;
import io.codextemporal.activities.limits.CommandLimits;
import io.codextemporal.activities.repl.JsReplResetTool;
import io.codextemporal.activities.repl.JsReplTool;
import io.codextemporal.activities.repl.KernelFolders;
import io.codextemporal.activities.repl.KernelStarter;
import io.codextemporal.activities.repl.Kernels;
import io.codextemporal.activities.repl.NodeProgram;
import io.codextemporal.activities.repl.NodeSearch;
import io.codextemporal.activities.repl.ReadingTools;
import io.codextemporal.activities.sandbox.Sandboxes;
import io.codextemporal.activities.shell.SessionEnvironments;
import io.codextemporal.config.Ceiling;
import io.codextemporal.config.Config;
import io.codextemporal.config.Places;
import io.codextemporal.config.ToolLimits;
import java.util.Map;

/** What a worker needs to run JavaScript. */
record JavaScriptParts(NodeSearch node, Kernels kernels, Map<String, Tool> tools) {
  /**
   * @param environment this process's
   * @param reading the tools that cells may call
   */
  static JavaScriptParts of(
      Config config,
      Places places,
      Map<String, String> environment,
      Sandboxes sandboxes,
      SessionEnvironments environments,
      Owners owners,
      OutputBudgets budgets,
      Map<String, Tool> reading) {
    NodeSearch node = new NodeSearch(config, environment, places.worker().resolve("node"));
    AttachedCommands commands = new AttachedCommands(places.journal());
    KernelFolders folders = KernelFolders.ofMachine();
    KernelStarter starter =
        new KernelStarter(commands, sandboxes, new CommandLimits(ToolLimits.of(config)), folders);
    Thread.ofVirtual().name("kernel folders").start(folders::reap);
    Kernels kernels = new Kernels(starter);
    ModelCatalogue models = new ModelCatalogue();
    JsReplTool.Surroundings surroundings =
        new JsReplTool.Surroundings(
            node,
            environments::of,
            model -> models.find(model).images(),
            budgets::of,
            owners::own,
            Ceiling.of(config).confines());
    JsReplTool tool =
        new JsReplTool(places.journal(), starter, kernels, new ReadingTools(reading), surroundings);
    return new JavaScriptParts(
        node,
        kernels,
        Map.of(JsReplTool.NAME, tool, JsReplResetTool.NAME, new JsReplResetTool(kernels)));
  }

  /** The tools of a machine that runs JavaScript, or does not. */
  ToolCatalogue catalogue() {
    return new ToolCatalogue(() -> node.get() instanceof NodeProgram.Found);
  }
}
