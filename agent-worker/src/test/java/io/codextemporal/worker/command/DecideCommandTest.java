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
import java.util.LinkedHashMap;
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
  void whetherThereIsASandboxIsSaidOrFoundOut() throws Exception {
    String[] question = {"--policy", "never", "--sandbox", "workspace-write"};
    Map<String, String> decided = new LinkedHashMap<>();
    for (String fact : List.of("yes", "no", "probe")) {
      List<String> words = new ArrayList<>(List.of("--sandbox-available", fact));
      words.addAll(List.of(question));
      words.addAll(List.of("--", "make"));
      decided.put(
          fact,
          JSON.readTree(batch(decide(words.toArray(String[]::new))).getFirst())
              .path("decision")
              .asText());
    }
    // The PATH of these tests has bubblewrap, as scripts/test sees to.
    assertThat(decided).containsEntry("yes", "run").containsEntry("no", "refuse");
    assertThat(decided.get("probe")).isEqualTo("run");
    JsonNode odd =
        JSON.readTree(
            lines(
                    decide(
                        "--policy",
                        "never",
                        "--sandbox",
                        "read-only",
                        "--sandbox-available",
                        "maybe",
                        "--",
                        "ls"))
                .getFirst());
    assertThat(odd.path("exit").asInt()).isEqualTo(2);
  }

  /** Every recorded case with one command, against the bytes that Codex prints. */
  @Test
  void checkPrintsWhatCodexPrintsByteForByte() throws Exception {
    int seen = 0;
    for (JsonNode one : cases()) {
      if (!one.has("command") || !one.has("matched")) {
        continue;
      }
      List<String> words = new ArrayList<>(List.of("execpolicy", "check"));
      for (JsonNode text : one.path("rules")) {
        Path file = folder.resolve("case-" + seen + "-" + words.size() + ".rules");
        Files.writeString(file, text.asText());
        words.addAll(List.of("--rules", file.toString()));
      }
      if (words.size() == 2) {
        continue; // It needs a file.
      }
      words.add("--");
      one.path("command").forEach(word -> words.add(word.asText()));
      assertThat(batch(args(words.toArray(String[]::new))))
          .as("%s", one)
          .containsExactly(expected(one));
      seen++;
    }
    assertThat(seen).isGreaterThan(10);
  }

  /** Written by hand: no library that the program uses. */
  private static String expected(JsonNode one) {
    List<String> matched = new ArrayList<>();
    for (JsonNode match : one.path("matched")) {
      if (match.path("type").asText().equals("prefix")) {
        List<String> prefix = new ArrayList<>();
        match.path("matched_prefix").forEach(word -> prefix.add("\"" + word.asText() + "\""));
        String why = match.path("justification").asText("");
        matched.add(
            "{\"prefixRuleMatch\":{\"matchedPrefix\":["
                + String.join(",", prefix)
                + "],\"decision\":\""
                + match.path("decision").asText()
                + (why.isEmpty() ? "\"}}" : "\",\"justification\":\"" + why + "\"}}"));
      }
    }
    return "{\"matchedRules\":["
        + String.join(",", matched)
        + (matched.isEmpty()
            ? "]}\n"
            : "],\"decision\":\"" + one.path("decision").asText() + "\"}\n");
  }

  private static JsonNode cases() throws IOException {
    Path file = Path.of("../agent-workflow/src/test/resources/cases/execpolicy.json");
    return JSON.readTree(Files.readString(file)).path("policy_check").path("cases");
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
