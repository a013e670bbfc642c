package io.codextemporal.worker.command;

import io.codextemporal.config.Places;
import io.codextemporal.worker.command.CommandTable.Entry;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ct debug}: looks into what the program would do, and does nothing. */
@Command(
    name = "debug",
    description = "Shows what would be done, and does nothing.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class DebugCommand {
  /**
   * The command with its parts.
   *
   * @param here the folder it was called in
   * @param input what is typed or piped into it
   */
  public static CommandSpec of(
      Places places, Map<String, String> environment, Path here, InputStream input) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new DebugCommand());
    PromptCommand prompt = new PromptCommand(places, environment, here);
    spec.addSubcommand("prompt", CommandSpec.forAnnotatedObject(prompt));
    ConfigCommand config = new ConfigCommand(places, environment, here);
    spec.addSubcommand("config", CommandSpec.forAnnotatedObject(config));
    DecideCommand decide = new DecideCommand(places, environment, here);
    spec.addSubcommand("decide", CommandSpec.forAnnotatedObject(decide));
    ApplyPatchCommand patch = new ApplyPatchCommand(here, input);
    spec.addSubcommand("apply-patch", CommandSpec.forAnnotatedObject(patch));
    BatchCommand batch =
        new BatchCommand(
            (folder, stdin) -> runner(places, environment, folder, stdin), here, input);
    spec.addSubcommand("batch", CommandSpec.forAnnotatedObject(batch));
    return spec;
  }

  /** The commands of a batch. */
  private static CommandRunner runner(
      Places places, Map<String, String> environment, Path folder, InputStream input) {
    CommandTable table =
        new CommandTable(
            List.of(
                new Entry("debug", () -> of(places, environment, folder, input)),
                new Entry("execpolicy", () -> ExecPolicyCommand.of(folder))));
    return new CommandRunner(table, "", environment);
  }

  private DebugCommand() {}
}
