package io.codextemporal.worker.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.activities.sandbox.Sandboxes;
import io.codextemporal.activities.shell.MachineWhereabouts;
import io.codextemporal.config.Places;
import io.codextemporal.config.RulesFiles;
import io.codextemporal.config.SettingsLoader;
import io.codextemporal.policy.ApprovalPolicy;
import io.codextemporal.policy.CommandFacts;
import io.codextemporal.policy.Decision;
import io.codextemporal.policy.ExecPolicy;
import io.codextemporal.policy.Ruling;
import io.codextemporal.policy.ShellWords;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.tui.cli.CliFailure;
import io.codextemporal.tui.cli.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ct debug decide}: what would become of a command, as one JSON object. */
@Command(
    name = "decide",
    description = "Tells what would become of a command, as JSON; nothing runs.",
    mixinStandardHelpOptions = true)
final class DecideCommand implements Callable<Integer> {
  private static final String LOOK = "See ct debug decide --help.";

  private final Places places;
  private final Map<String, String> environment;
  private final Path here;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-a", "--policy"},
      required = true,
      paramLabel = "POLICY",
      description = "untrusted, on-request or never.")
  private String policy = "";

  @Option(
      names = {"-s", "--sandbox"},
      required = true,
      paramLabel = "MODE",
      description = "read-only, workspace-write or danger-full-access.")
  private String sandbox = "";

  @Option(names = "--escalate", description = "As if the call asked to run outside the sandbox.")
  private boolean escalate;

  @Option(
      names = "--sandbox-available",
      defaultValue = "yes",
      paramLabel = "FACT",
      description = {
        "yes: as on a machine that can confine a command (the default);",
        "no: as on one that cannot; probe: as on this one, found out by a trial."
      })
  private String available = "";

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "A rules file in the place of the configuration's; may be repeated.")
  private List<Path> rules = new ArrayList<>();

  @Option(
      names = {"-C", "--cd", "--cwd"},
      paramLabel = "DIR",
      description = "Where it would run, instead of here.")
  private @Nullable Path cwd;

  @Option(names = "--script", paramLabel = "TEXT", description = "A script for bash.")
  private @Nullable String script;

  @Parameters(arity = "0..*", paramLabel = "ARGV", description = "Or a command, word by word.")
  private List<String> argv = new ArrayList<>();

  DecideCommand(Places places, Map<String, String> environment, Path here) {
    this.places = places;
    this.environment = Map.copyOf(environment);
    this.here = here;
  }

  @Override
  public Integer call() {
    List<String> command = command();
    Path folder = (cwd == null ? here : here.resolve(cwd)).normalize();
    CommandFacts facts =
        new CommandFacts(
            command,
            ShellWords.join(command),
            escalate,
            "",
            List.of(),
            approval(),
            null,
            mode("--sandbox", sandbox, SettingsLoader::sandboxMode),
            available());
    Ruling ruling =
        ApprovalPolicy.decide(facts, rules(folder), new MachineWhereabouts(environment, folder));
    var out = commandSpec().commandLine().getOut();
    out.print(SerdeJson.of(json(ruling), false) + "\n");
    out.flush();
    return ExitCode.OK;
  }

  private List<String> command() {
    if ((script == null) == argv.isEmpty()) {
      throw new CliFailure(
          "debug decide",
          script == null ? "there is no command" : "a script and a command are given",
          "Say --script TEXT, or -- and the command.",
          ExitCode.USAGE);
    }
    return script == null ? argv : List.of("bash", "-lc", script);
  }

  private ApprovalMode approval() {
    if (policy.equals("on-failure")) {
      warn("approval policy `on-failure` is taken as `on-request`");
    }
    return mode("--policy", policy, SettingsLoader::approvalMode);
  }

  private boolean available() {
    return switch (available) {
      case "yes" -> true;
      case "no" -> false;
      case "probe" -> new Sandboxes(places, environment).available();
      default ->
          throw new CliFailure(
              "--sandbox-available", "it cannot be `" + available + "`", LOOK, ExitCode.USAGE);
    };
  }

  private static <T> T mode(String option, String name, Function<String, Optional<T>> parse) {
    return parse
        .apply(name)
        .orElseThrow(
            () -> new CliFailure(option, "it cannot be `" + name + "`", LOOK, ExitCode.USAGE));
  }

  private ExecPolicy rules(Path folder) {
    if (!rules.isEmpty()) {
      return RulesOption.read(rules, here);
    }
    RulesFiles.Loaded loaded = new RulesFiles(places).in(folder);
    if (loaded.warning() != null) {
      warn(loaded.warning());
    }
    return loaded.policy();
  }

  private static ObjectNode json(Ruling ruling) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    switch (ruling.decision()) {
      case Decision.Run(boolean sandboxed) ->
          json.put("decision", "run").put("sandboxed", sandboxed).putNull("reason");
      case Decision.Ask(String reason, boolean sandboxed, boolean particular) ->
          json.put("decision", "ask")
              .put("sandboxed", sandboxed)
              .put("reason", particular ? reason : null);
      case Decision.Refuse(String reason) ->
          json.put("decision", "refuse").put("sandboxed", false).put("reason", reason);
    }
    json.put("safety", ruling.safety().name().toLowerCase(Locale.ROOT));
    words(json, "amendment", ruling.amendment());
    List<List<String>> commands = ruling.commands();
    if (commands == null) {
      json.putNull("commands");
    } else {
      ArrayNode all = json.putArray("commands");
      commands.forEach(words -> words.forEach(all.addArray()::add));
    }
    return json;
  }

  private static void words(ObjectNode json, String name, @Nullable List<String> words) {
    if (words == null) {
      json.putNull(name);
    } else {
      words.forEach(json.putArray(name)::add);
    }
  }

  private void warn(String warning) {
    commandSpec().commandLine().getErr().println("ct: warning: " + warning);
  }

  private CommandSpec commandSpec() {
    return Objects.requireNonNull(spec, "picocli sets it");
  }
}
