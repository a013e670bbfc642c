package io.codextemporal.worker.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.policy.RuleDecision;
import io.codextemporal.policy.RuleMatch;
import io.codextemporal.tui.cli.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ct execpolicy check}: the rules that match a command, as JSON. */
@Command(
    name = "check",
    description = "Prints the rules that match a command, and the strictest decision, as JSON.",
    mixinStandardHelpOptions = true)
final class RulesCheckCommand implements Callable<Integer> {
  private final Path here;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-r", "--rules"},
      required = true,
      paramLabel = "FILE",
      description = "A rules file; may be repeated.")
  private List<Path> rules = new ArrayList<>();

  @Option(names = "--pretty", description = "Indents the JSON.")
  private boolean pretty;

  @Parameters(arity = "1..*", paramLabel = "CMD", description = "The command, word by word.")
  private List<String> command = new ArrayList<>();

  RulesCheckCommand(Path here) {
    this.here = here;
  }

  @Override
  public Integer call() {
    List<RuleMatch> matches = RulesOption.read(rules, here).matches(command);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode matched = json.putArray("matchedRules");
    matches.forEach(match -> matched.addObject().set("prefixRuleMatch", told(match)));
    Optional<RuleDecision> strictest =
        matches.stream().map(RuleMatch::decision).max(Comparator.naturalOrder());
    strictest.ifPresent(decision -> json.put("decision", decision.text()));
    var out = Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
    out.print(SerdeJson.of(json, pretty) + "\n");
    out.flush();
    return ExitCode.OK;
  }

  private static ObjectNode told(RuleMatch match) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode prefix = json.putArray("matchedPrefix");
    match.prefix().forEach(prefix::add);
    json.put("decision", match.decision().text());
    String justification = match.rule().justification();
    if (justification != null) {
      json.put("justification", justification);
    }
    return json;
  }
}
