package io.codextemporal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.codextemporal.protocol.ToolSettings.EnvironmentPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvironmentFilterTest {
  static List<JsonNode> environments() {
    return Cases.list(Cases.read("env_policy.json").path("create_env").path("cases"));
  }

  static List<JsonNode> globs() {
    return Cases.list(Cases.read("env_policy.json").path("glob").path("cases"));
  }

  static List<JsonNode> defaults() {
    return Cases.list(Cases.read("env_policy.json").path("default_excludes").path("cases"));
  }

  @ParameterizedTest
  @MethodSource("environments")
  void filters(JsonNode one) {
    JsonNode policy = one.path("policy");
    EnvironmentPolicy parsed =
        new EnvironmentPolicy(
            policy.path("inherit").asText(),
            policy.path("ignore_default_excludes").asBoolean(),
            Cases.strings(policy.path("exclude")),
            map(policy.path("set")),
            Cases.strings(policy.path("include_only")));
    assertThat(EnvironmentFilter.filter(parsed, map(one.path("vars"))))
        .isEqualTo(map(one.path("result")));
  }

  @ParameterizedTest
  @MethodSource("globs")
  void globs(JsonNode one) {
    assertThat(NamePattern.matches(one.path("pattern").asText(), one.path("s").asText()))
        .isEqualTo(one.path("match").asBoolean());
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void dropsSecretNames(JsonNode one) {
    String name = one.path("name").asText();
    assertThat(EnvironmentFilter.filter(EnvironmentPolicy.DEFAULT, Map.of(name, "v")).isEmpty())
        .isEqualTo(one.path("excluded").asBoolean());
  }

  /** What vectors of whatever area hide in the environment never reaches a tool. */
  @Test
  void adversarialVariablesAreDropped() {
    int seen = 0;
    for (JsonNode one : Cases.list(Cases.read("adversarial.json"))) {
      if (one.path("input").has("env")) {
        Map<String, String> hostile = map(one.path("input").path("env"));
        assertThat(EnvironmentFilter.forTools(EnvironmentPolicy.DEFAULT, hostile).keySet())
            .as("%s", one.path("id"))
            .doesNotContainAnyElementsOf(hostile.keySet());
        seen++;
      }
    }
    assertThat(seen).isGreaterThanOrEqualTo(3);
  }

  @Test
  void toolsGetNoKeysAndNoHooks() {
    EnvironmentPolicy everything =
        new EnvironmentPolicy("all", true, List.of(), Map.of(), List.of());
    Map<String, String> inherited = new HashMap<>(Map.of("PATH", "/bin", "TERM", "xterm"));
    for (String name :
        List.of(
            "OPENAI_API_KEY",
            "TEMPORAL_API_KEY",
            "GIT_CONFIG_COUNT",
            "LD_PRELOAD",
            "BASH_ENV",
            "BASH_FUNC_ls%%",
            "ENV",
            "RIPGREP_CONFIG_PATH",
            "git_dir",
            "CODEX_TEMPORAL_HOME",
            "DYLD_INSERT_LIBRARIES",
            "a b")) {
      inherited.put(name, "evil");
    }
    Map<String, String> tools = EnvironmentFilter.forTools(everything, inherited);
    assertThat(tools).doesNotContainValue("evil");
    assertThat(tools)
        .containsEntry("PATH", "/bin")
        .containsEntry("TERM", "dumb")
        .containsEntry("NO_COLOR", "1")
        .containsEntry("GIT_PAGER", "cat")
        .containsEntry("LC_ALL", "C.UTF-8")
        .containsEntry("CODEX_CI", "1");
  }

  @Test
  void whatIsNotUnderstoodInheritsNothing() {
    EnvironmentPolicy odd = new EnvironmentPolicy("most", false, List.of(), Map.of(), List.of());
    assertThat(EnvironmentFilter.filter(odd, Map.of("PATH", "/bin"))).isEmpty();
  }

  private static Map<String, String> map(JsonNode node) {
    return Cases.JSON.convertValue(node, new TypeReference<Map<String, String>>() {});
  }
}
