package io.codextemporal.worker.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.config.Places;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DecideCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void prepare() throws IOException {
    places = new Places(Files.createDirectories(folder.resolve("codex")), folder.resolve("home"));
  }

  @Test
  void decidesInOneLineOfJson() throws Exception {
    assertThat(batch(decide("--policy", "untrusted", "--sandbox", "read-only", "--", "ls", "-l")))
        .containsExactly(
            "{\"decision\":\"run\",\"sandboxed\":true,\"reason\":null,\"safety\":\"safe\","
                + "\"amendment\":null,\"commands\":[[\"ls\",\"-l\"]]}\n");
    JsonNode asks =
        JSON.readTree(
            batch(decide("--policy", "untrusted", "--sandbox", "read-only", "--script", "ls; make"))
                .getFirst());
    assertThat(asks.toString())
        .isEqualTo(
            "{\"decision\":\"ask\",\"sandboxed\":false,\"reason\":null,\"safety\":\"unknown\","
                + "\"amendment\":[\"make\"],\"commands\":[[\"ls\"],[\"make\"]]}");
    JsonNode whole =
        JSON.readTree(
            batch(
                    decide(
                        "--policy",
                        "never",
                        "--sandbox",
                        "danger-full-access",
                        "--script",
                        "$(rm -rf x)"))
                .getFirst());
    assertThat(whole.path("decision").asText()).isEqualTo("refuse");
    assertThat(whole.path("safety").asText()).isEqualTo("dangerous");
    assertThat(whole.path("commands").isNull()).isTrue();
  }

  @Test
  void rulesOfTheConfigurationCountUnlessOthersAreNamed() throws Exception {
    Path own = Files.createDirectories(places.codexHome().resolve("rules")).resolve("a.rules");
    Files.writeString(own, "prefix_rule(pattern=[\"make\"])\n");
    Path other = folder.resolve("other.rules");
    Files.writeString(other, "prefix_rule(pattern=[\"make\"], decision=\"forbidden\")\n");
    String[] question = {"--policy", "on-request", "--sandbox", "read-only", "--", "make"};
    assertThat(batch(decide(question)).getFirst())
        .startsWith("{\"decision\":\"run\",\"sandboxed\":false");
    List<String> named = new ArrayList<>(List.of("--rules", other.toString()));
    named.addAll(List.of(question));
    assertThat(batch(decide(named.toArray(String[]::new))).getFirst())
        .contains("rejected: policy forbids commands starting with `make`");
  }

  @Test
  void aPolicyThatIsNotKnownIsAnError() throws Exception {
    for (String policy : List.of("", "sometimes", "NEVER")) {
      JsonNode told =
          JSON.readTree(
              lines(decide("--policy", policy, "--sandbox", "read-only", "--", "ls")).getFirst());
      assertThat(told.path("exit").asInt()).as(policy).isEqualTo(2);
      assertThat(told.path("stdout").asText()).isEmpty();
    }
    JsonNode failure =
        JSON.readTree(
            lines(decide("--policy", "on-failure", "--sandbox", "read-only", "--", "ls"))
                .getFirst());
    assertThat(failure.path("exit").asInt()).isZero();
    assertThat(failure.path("stderr").asText()).contains("taken as `on-request`");
  }

  @Test
  void checkPrintsWhatScriptsCompare() throws Exception {
    Path rules = folder.resolve("my.rules");
    Files.writeString(
        rules,
        "prefix_rule(pattern=[\"git\"], decision=\"prompt\")\n"
            + "prefix_rule(pattern=[\"git\", \"push\"], decision=\"forbidden\","
            + " justification=\"ask \\\"me\\\" – first\")\n");
    assertThat(batch(args("execpolicy", "check", "--rules", rules.toString(), "git", "push", "-f")))
        .containsExactly(
            "{\"matchedRules\":[{\"prefixRuleMatch\":{\"matchedPrefix\":[\"git\"],\"decision\":"
                + "\"prompt\"}},{\"prefixRuleMatch\":{\"matchedPrefix\":[\"git\",\"push\"],"
                + "\"decision\":\"forbidden\",\"justification\":\"ask \\\"me\\\" – first\"}}],"
                + "\"decision\":\"forbidden\"}\n");
    assertThat(
            batch(
                args("execpolicy", "check", "--pretty", "--rules", rules.toString(), "--", "git")))
        .containsExactly(
            """
            {
              "matchedRules": [
                {
                  "prefixRuleMatch": {
                    "matchedPrefix": [
                      "git"
                    ],
                    "decision": "prompt"
                  }
                }
              ],
              "decision": "prompt"
            }
            """);
    assertThat(
            batch(args("execpolicy", "check", "--pretty", "--rules", rules.toString(), "--", "ls")))
        .containsExactly("{\n  \"matchedRules\": []\n}\n");
    Files.writeString(rules, "\nprefix_rule(pattern=[])\n");
    JsonNode broken =
        JSON.readTree(
            lines(args("execpolicy", "check", "--rules", rules.toString(), "ls")).getFirst());
    assertThat(broken.path("exit").asInt()).isEqualTo(78);
    assertThat(broken.path("stderr").asText()).contains(rules + ":2: ");
  }

  @Test
  void aBatchRunsOnlyWhatItKnowsAndGoesOn() throws Exception {
    List<String> told =
        lines(
            args("worker", "stop"),
            "no json",
            decide("--policy", "never", "--sandbox", "read-only", "--", "ls"));
    assertThat(told).hasSize(3);
    assertThat(JSON.readTree(told.get(0)).path("exit").asInt()).isEqualTo(2);
    assertThat(JSON.readTree(told.get(1)).path("exit").asInt()).isEqualTo(2);
    assertThat(JSON.readTree(told.get(2)).path("exit").asInt()).isZero();
  }

  private static String decide(String... rest) throws IOException {
    List<String> words = new ArrayList<>(List.of("debug", "decide"));
    words.addAll(List.of(rest));
    return args(words.toArray(String[]::new));
  }

  private static String args(String... words) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    for (String word : words) {
      line.withArray("args").add(word);
    }
    return JSON.writeValueAsString(line);
  }

  /** What each line printed; all went well. */
  private List<String> batch(String... lines) throws IOException {
    List<String> printed = new ArrayList<>();
    for (String line : lines(lines)) {
      JsonNode told = JSON.readTree(line);
      assertThat(told.path("exit").asInt()).as(line).isZero();
      printed.add(told.path("stdout").asText());
    }
    return printed;
  }

  private List<String> lines(String... lines) {
    byte[] input = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    StringWriter out = new StringWriter();
    CommandLine debug =
        new CommandLine(
            DebugCommand.of(
                places, Map.of("PATH", "/usr/bin:/bin"), folder, new ByteArrayInputStream(input)));
    debug.setOut(new PrintWriter(out));
    assertThat(debug.execute("batch")).isZero();
    return out.toString().lines().toList();
  }
}
