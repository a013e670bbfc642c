package io.codextemporal.activities.shell;

import io.codextemporal.activities.journal.CommandSpec;
import io.codextemporal.activities.journal.Commands;
import io.codextemporal.activities.journal.Confinement;
import io.codextemporal.activities.journal.RunningCommand;
import io.codextemporal.activities.limits.CommandLimits;
import io.codextemporal.activities.sandbox.Confined;
import io.codextemporal.activities.sandbox.SandboxRequest;
import io.codextemporal.activities.sandbox.Sandboxes;
import io.codextemporal.activities.sandbox.UnconfinableException;
import io.codextemporal.config.Ceiling;
import io.codextemporal.protocol.Judgement;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Starts commands, in the sandbox or outside it, each within the limits. Thread-safe. */
public final class CommandStarter {
  private final Commands commands;
  private final Sandboxes sandboxes;
  private final CommandLimits limits;
  private final Ceiling ceiling;

  public CommandStarter(
      Commands commands, Sandboxes sandboxes, CommandLimits limits, Ceiling ceiling) {
    this.commands = commands;
    this.sandboxes = sandboxes;
    this.limits = limits;
    this.ceiling = ceiling;
  }

  /**
   * @param judgement what let it start; it is noted with the start
   */
  RunningCommand start(
      CommandRequest request, String digest, Map<String, String> environment, Judgement judgement)
      throws IOException, UnconfinableException {
    if (!judgement.sandboxed() && !ceiling.confines()) {
      return commands.start(spec(request, digest, environment, Confinement.NONE, judgement));
    }
    Map<String, String> inside = new TreeMap<>(environment);
    inside.putAll(Sandboxes.environment(request.run().settings().networkAccess()));
    SandboxRequest wanted =
        SandboxRequest.of(
            request.run().settings(),
            environment,
            request.cwd(),
            List.of(commands.outputs(request.run().session())),
            limits.limits().processes());
    Confined confined = sandboxes.confine(wanted);
    try {
      RunningCommand command =
          commands.start(spec(request, digest, inside, confined.confinement(), judgement));
      command.whenEnded(confined.release());
      return command;
    } catch (IOException e) {
      confined.close();
      throw e;
    }
  }

  /** Whether no command ever leaves the sandbox here. */
  boolean confines() {
    return ceiling.confines();
  }

  /** How long a command of the model's may take. */
  Duration wallTime() {
    return limits.limits().wallTime();
  }

  /** Finds out whether what confines commands still does. */
  void probeAgain() {
    sandboxes.look();
  }

  /** Tidies up after commands that other workers started. */
  void sweep() {
    sandboxes.sweep();
  }

  private CommandSpec spec(
      CommandRequest request,
      String digest,
      Map<String, String> environment,
      Confinement around,
      Judgement judgement) {
    return CommandSpec.plain(
            request.run().session(),
            request.run().call().id(),
            digest,
            request.command(),
            request.cwd(),
            environment,
            request.timeout(),
            limits.limits().output())
        .within(limits.around(around, request.cwd()), judgement.why())
        .atTerminal(request.arguments().tty());
  }
}
