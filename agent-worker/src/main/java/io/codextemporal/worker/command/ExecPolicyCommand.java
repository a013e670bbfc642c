package io.codextemporal.worker.command;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ct execpolicy}: what rules say of a command. */
@Command(
    name = "execpolicy",
    description = "Tells what rules files say of a command.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ExecPolicyCommand {
  /** The command with its parts; {@code here} is the folder it was called in. */
  public static CommandSpec of(Path here) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new ExecPolicyCommand());
    CommandSpec check = CommandSpec.forAnnotatedObject(new RulesCheckCommand(here));
    check.parser().stopAtPositional(true);
    spec.addSubcommand("check", check);
    return spec;
  }

  private ExecPolicyCommand() {}
}
