package io.codextemporal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recorded facts about rules, decisions and amendments. */
class ExecPolicyCasesTest {
  private static final JsonNode CASES = Cases.read("execpolicy.json");

  static List<JsonNode> policyChecks() {
    return cases("policy_check");
  }

  static List<JsonNode> parseErrors() {
    return cases("parse_errors");
  }

  static List<JsonNode> requirements() {
    return cases("approval_requirement");
  }

  static List<JsonNode> amendments() {
    return cases("requested_amendment");
  }

  static List<JsonNode> heredocs() {
    return Cases.list(Cases.read("command_safety.json").path("heredoc_prefix").path("cases"));
  }

  private static List<JsonNode> cases(String section) {
    return Cases.list(CASES.path(section).path("cases"));
  }

  @ParameterizedTest
  @MethodSource("policyChecks")
  void matchesInOrderAndTheStrictestWins(JsonNode one) throws RulesException {
    List<PrefixRule> rules = new ArrayList<>();
    for (String text : Cases.strings(one.path("rules"))) {
      rules.addAll(RulesParser.parse("x.rules", text, false));
    }
    ExecPolicy policy = new ExecPolicy(rules);
    RuleDecision fallback = RuleDecision.of(one.path("fallback").asText()).orElseThrow();
    List<List<String>> commands =
        one.has("commands")
            ? Cases.list(one.path("commands")).stream().map(Cases::strings).toList()
            : List.of(Cases.strings(one.path("command")));
    List<RuleMatch> matches =
        commands.stream().flatMap(command -> policy.matches(command).stream()).toList();
    boolean allMatched = commands.stream().noneMatch(command -> policy.matches(command).isEmpty());
    RuleDecision decision =
        matches.stream()
            .map(RuleMatch::decision)
            .reduce(allMatched ? RuleDecision.ALLOW : fallback, ExecPolicyCasesTest::stricter);
    assertThat(decision.text()).isEqualTo(one.path("decision").asText());
    List<JsonNode> expected =
        Cases.list(one.path("matched")).stream()
            .filter(match -> match.path("type").asText().equals("prefix"))
            .toList();
    if (one.has("matched")) {
      assertThat(matches).hasSameSizeAs(expected);
    }
    for (int i = 0; i < expected.size(); i++) {
      assertThat(matches.get(i).prefix())
          .isEqualTo(Cases.strings(expected.get(i).path("matched_prefix")));
      assertThat(matches.get(i).decision().text())
          .isEqualTo(expected.get(i).path("decision").asText());
      assertThat(matches.get(i).rule().justification())
          .isEqualTo(expected.get(i).path("justification").asText(null));
    }
  }

  private static RuleDecision stricter(RuleDecision a, RuleDecision b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  @ParameterizedTest
  @MethodSource("parseErrors")
  void tellsWhatDoesNotParse(JsonNode one) {
    assertThatThrownBy(
            () -> RulesParser.parse("broken.rules", one.path("source_text").asText(), false))
        .isInstanceOf(RulesException.class)
        .hasMessageStartingWith("broken.rules:1: ")
        .hasMessageContaining(one.path("error_contains").asText(""));
  }

  @Test
  void decisionsAreLowerCase() {
    for (JsonNode one : cases("decision_parse")) {
      String text = one.path("in").asText();
      boolean known = !one.path("out").isNull() && text.equals(text.toLowerCase(Locale.ROOT));
      assertThat(RuleDecision.of(text).isPresent()).as(text).isEqualTo(known);
    }
  }

  @ParameterizedTest
  @MethodSource("requirements")
  void decidesAsRecorded(JsonNode one) throws RulesException {
    List<String> command = Cases.strings(one.path("command"));
    CommandFacts facts =
        new CommandFacts(
            command,
            ShellWords.join(command),
            one.path("sandbox_permissions").asText().equals("require_escalated"),
            "",
            Cases.strings(one.path("prefix_rule")),
            ApprovalMode.valueOf(
                one.path("approval_policy").asText().toUpperCase(Locale.ROOT).replace('-', '_')),
            null,
            SandboxMode.valueOf(
                one.path("sandbox_policy").asText().toUpperCase(Locale.ROOT).replace('-', '_')),
            true);
    Ruling ruling =
        ApprovalPolicy.decide(
            facts,
            new ExecPolicy(RulesParser.parse("x.rules", one.path("rules").asText(), false)),
            Whereabouts.ORDINARY);
    switch (ruling.decision()) {
      case Decision.Run run -> {
        assertThat(one.path("result").asText()).isEqualTo("skip");
        assertThat(!run.sandboxed()).isEqualTo(one.path("bypass_sandbox").asBoolean());
      }
      case Decision.Ask ask -> {
        assertThat(one.path("result").asText()).isEqualTo("needs_approval");
        assertThat(ask.particular() ? ask.reason() : null)
            .isEqualTo(one.path("reason").asText(null));
        JsonNode proposed = one.path("proposed_amendment");
        assertThat(ruling.amendment())
            .isEqualTo(proposed.isArray() ? Cases.strings(proposed) : null);
      }
      case Decision.Refuse refuse -> {
        assertThat(one.path("result").asText()).isEqualTo("forbidden");
        assertThat(refuse.reason()).isEqualTo(one.path("reason").asText());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("amendments")
  void offersWhatTheModelProposesUnlessItIsTooWide(JsonNode one) throws RulesException {
    StringBuilder rules = new StringBuilder();
    List<String> command = new ArrayList<>(List.of("nothing-else"));
    for (JsonNode match : Cases.list(one.path("matched_rules"))) {
      command = Cases.strings(match.path("matched_prefix"));
      rules
          .append("prefix_rule(pattern=[\"")
          .append(String.join("\", \"", command))
          .append("\"], decision=\"")
          .append(match.path("decision").asText())
          .append("\")\n");
    }
    boolean offered = Amendment.mayBeOffered(Cases.strings(one.path("prefix_rule")));
    CommandFacts facts =
        new CommandFacts(
            command,
            "x",
            false,
            "",
            Cases.strings(one.path("prefix_rule")),
            ApprovalMode.UNTRUSTED,
            null,
            SandboxMode.READ_ONLY,
            true);
    Ruling ruling =
        ApprovalPolicy.decide(
            facts,
            new ExecPolicy(RulesParser.parse("x.rules", rules.toString(), false)),
            Whereabouts.ORDINARY);
    List<String> expected =
        one.path("amendment").isArray() ? Cases.strings(one.path("amendment")) : null;
    if (expected == null && ruling.amendment() != null) {
      // The command itself may be offered where the wish was not granted.
      assertThat(ruling.amendment()).isEqualTo(command);
      assertThat(offered).isFalse();
    } else {
      assertThat(ruling.amendment()).isEqualTo(expected);
    }
  }

  @Test
  void noBannedPrefixIsEverOffered() {
    List<List<String>> banned =
        Cases.list(CASES.path("banned_prefixes")).stream().map(Cases::strings).toList();
    assertThat(banned).hasSize(46).noneMatch(Amendment::mayBeOffered);
  }

  @ParameterizedTest
  @MethodSource("heredocs")
  void findsTheOneCommandOfARedirectedScript(JsonNode one) {
    List<String> argv = Cases.strings(one.path("argv"));
    JsonNode prefix = one.path("prefix");
    assertThat(HeredocCommand.of(argv.get(2)).map(HeredocCommand::words).orElse(null))
        .isEqualTo(prefix.isArray() ? Cases.strings(prefix) : null);
  }

  @Test
  void aRuleThatIsWrittenIsReadAgain() throws RulesException {
    List<String> odd = List.of("a", "b c", "\"q\"", "\\", "\n\t\u0001", "ä€");
    List<PrefixRule> rules = RulesParser.parse("x", Amendment.line(odd) + "\n", false);
    assertThat(rules.getFirst().match(odd)).isPresent();
    assertThat(Amendment.line(List.of("echo", "Hello, world!")))
        .isEqualTo("prefix_rule(pattern=[\"echo\", \"Hello, world!\"], decision=\"allow\")");
  }

  @Test
  void placesAndOddSpellings() throws RulesException {
    String text =
        """
        # a comment
        prefix_rule(
            pattern = ['git', ["push", 'fetch',],],  # with a comment
            decision = "prompt",
            justification = \"""two
        lines\""",
        )
        prefix_rule(pattern=[r"a\\b"]); network_rule(host="x", protocol="https", decision="allow")
        host_executable(name="git", paths=["/usr/bin/git"])
        """;
    List<PrefixRule> rules = RulesParser.parse("u.rules", text, false);
    assertThat(rules).extracting(PrefixRule::place).containsExactly("u.rules:2", "u.rules:8");
    for (String bad :
        List.of(
            "\n\nprefix_rule(pattern=x)",
            "\n\nload('x', 'y')",
            "\n\nx = 1",
            "\n\nprefix_rule(pattern=['a'], pattern=['b'])",
            "\n\nprefix_rule(pattern=['a'], nope=1)",
            "\n\nprefix_rule(pattern=['a",
            "\n\nprefix_rule(pattern=['a'] + ['b'])",
            "\n\nprefix_rule(pattern=['\\q'])",
            "\n\nprefix_rule(pattern=['a'], not_match=['a b'])")) {
      assertThatThrownBy(() -> RulesParser.parse("u.rules", bad, false))
          .as(bad)
          .hasMessageStartingWith("u.rules:3: ");
    }
  }
}
