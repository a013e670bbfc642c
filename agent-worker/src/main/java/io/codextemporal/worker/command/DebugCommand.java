package io.codextemporal.worker.command;

import io.codextemporal.config.Places;
import java.nio.file.Path;
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
  /** The command with its parts; {@code here} is the folder it was called in. */
  public static CommandSpec of(Places places, Map<String, String> environment, Path here) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new DebugCommand());
    PromptCommand prompt = new PromptCommand(places, environment, here);
    spec.addSubcommand("prompt", CommandSpec.forAnnotatedObject(prompt));
    return spec;
  }

  private DebugCommand() {}
}
