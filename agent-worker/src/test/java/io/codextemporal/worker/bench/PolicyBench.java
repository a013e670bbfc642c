package io.codextemporal.worker.bench;

import io.codextemporal.activities.shell.MachineWhereabouts;
import io.codextemporal.config.RulesFiles;
import io.codextemporal.policy.ApprovalPolicy;
import io.codextemporal.policy.CommandFacts;
import io.codextemporal.policy.ExecPolicy;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a decision costs, and reading rules. */
public final class PolicyBench {
  private static final String CHAIN =
      "cd src && ls -la && git status --short && grep -rn 'x' . | head -n 5; wc -l *.c && cat a.txt"
          + " && rg -n foo && make -j4 && echo done";

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("ct-policy");
    Files.createDirectories(folder.resolve(".git/refs"));
    Files.writeString(folder.resolve(".git/config"), "[core]\n\tbare = false\n");
    Path rules = Files.createDirectories(folder.resolve("rules")).resolve("many.rules");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      text.append("prefix_rule(pattern=[\"tool").append(i).append("\", \"run\"])\n");
    }
    Files.writeString(rules, text);
    ExecPolicy policy = RulesFiles.of(List.of(rules));
    Map<String, String> environment = Map.of("PATH", "/usr/local/bin:/usr/bin:/bin");
    Sample decision =
        Sample.of(
            2_000,
            5_000,
            () ->
                ApprovalPolicy.decide(
                    facts(CHAIN), policy, new MachineWhereabouts(environment, folder)));
    String unkind = String.join("", Collections.nCopies(64_000 / 8, "env rm $"));
    Sample worst =
        Sample.of(
            50,
            50,
            () ->
                ApprovalPolicy.decide(
                    facts(unkind), policy, new MachineWhereabouts(environment, folder)));
    Sample load = Sample.of(3, 20, () -> RulesFiles.of(List.of(rules)));
    System.out.print(
        new Table("measured", "target", "median / p90 / most")
            .row("decision on a chain of 10 commands, facts included", "≤0.2 ms", micros(decision))
            .row("decision on 64 kB that nest", "≤5 ms", micros(worst))
            .row("rules of 10,000 lines read", "≤200 ms", load));
  }

  private static CommandFacts facts(String script) {
    return new CommandFacts(
        List.of("bash", "-c", script),
        script,
        false,
        "",
        List.of(),
        ApprovalMode.ON_REQUEST,
        null,
        SandboxMode.WORKSPACE_WRITE,
        true);
  }

  private static String micros(Sample sample) {
    return String.format(
        Locale.ROOT,
        "%.3f / %.3f / %.3f ms",
        sample.millis(0.5),
        sample.millis(0.9),
        sample.millis(1));
  }

  private PolicyBench() {}
}
