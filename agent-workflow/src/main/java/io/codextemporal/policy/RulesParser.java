package io.codextemporal.policy;

import io.codextemporal.policy.RulesLexer.Kind;
import io.codextemporal.policy.RulesLexer.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a rules file: calls of {@code prefix_rule} with literal arguments, the subset of Starlark
 * that people write. What else the language has is an error, never guessed. Two kinds of rules of
 * newer files that say nothing about commands are passed over.
 */
public final class RulesParser {
  private static final Set<String> PASSED_OVER = Set.of("network_rule", "host_executable");
  private static final Set<String> ARGUMENTS =
      Set.of("pattern", "decision", "justification", "match", "not_match", "reviewer");

  private final RulesLexer lexer;
  private final String file;
  private final boolean byProject;
  private Token token;

  private RulesParser(String file, String source, boolean byProject) throws RulesException {
    this.file = file;
    this.byProject = byProject;
    this.lexer = new RulesLexer(file, source);
    this.token = lexer.next();
  }

  /**
   * The rules of one file in their order; its examples were tried.
   *
   * @param file as errors name it
   * @param byProject whether a project brings it
   */
  public static List<PrefixRule> parse(String file, String source, boolean byProject)
      throws RulesException {
    return new RulesParser(file, source, byProject).rules();
  }

  private List<PrefixRule> rules() throws RulesException {
    List<PrefixRule> rules = new ArrayList<>();
    while (token.kind() != Kind.END) {
      if (token.is(";")) {
        advance();
        continue;
      }
      int line = token.line();
      String function = expect(Kind.NAME, "prefix_rule(...)");
      if (!function.equals("prefix_rule") && !PASSED_OVER.contains(function)) {
        throw lexer.error(line, "only prefix_rule(...) is understood here, not " + function);
      }
      Map<String, Object> arguments = arguments();
      if (function.equals("prefix_rule")) {
        rules.add(rule(arguments, line));
      }
    }
    return rules;
  }

  private Map<String, Object> arguments() throws RulesException {
    Map<String, Object> arguments = new LinkedHashMap<>();
    mark("(");
    while (!token.is(")")) {
      int line = token.line();
      String name = "pattern";
      Object value;
      if (token.kind() == Kind.NAME && !isConstant(token.text())) {
        name = expect(Kind.NAME, "an argument");
        mark("=");
        value = value();
      } else {
        value = value();
      }
      if (arguments.put(name, value) != null) {
        throw lexer.error(line, "the argument " + name + " is given twice");
      }
      if (!token.is(")")) {
        mark(",");
      }
    }
    mark(")");
    return arguments;
  }

  private Object value() throws RulesException {
    Token here = token;
    if (here.is("[")) {
      return list();
    }
    advance();
    return switch (here.kind()) {
      case TEXT -> here.text();
      case NUMBER -> new Constant(here.text());
      case NAME -> {
        if (isConstant(here.text())) {
          yield new Constant(here.text());
        }
        throw lexer.error(here.line(), "a literal value is expected, not " + here.text());
      }
      case MARK, END ->
          throw lexer.error(here.line(), "a literal value is expected, not " + here.text());
    };
  }

  private List<Object> list() throws RulesException {
    List<Object> list = new ArrayList<>();
    mark("[");
    while (!token.is("]")) {
      list.add(value());
      if (!token.is("]")) {
        mark(",");
      }
    }
    mark("]");
    return list;
  }

  private PrefixRule rule(Map<String, Object> arguments, int line) throws RulesException {
    for (String name : arguments.keySet()) {
      if (!ARGUMENTS.contains(name)) {
        throw lexer.error(line, "prefix_rule knows no argument " + name);
      }
    }
    PrefixRule rule =
        new PrefixRule(
            pattern(arguments.get("pattern"), line),
            decision(arguments.get("decision"), line),
            justification(arguments.get("justification"), line),
            file + ":" + line,
            byProject);
    for (List<String> example : examples(arguments.get("match"), "match", line)) {
      if (rule.match(example).isEmpty()) {
        throw lexer.error(
            line,
            "the example `"
                + ShellWords.join(example)
                + "` of match does not match (on or around line "
                + line
                + ")");
      }
    }
    for (List<String> example : examples(arguments.get("not_match"), "not_match", line)) {
      if (rule.match(example).isPresent()) {
        throw lexer.error(
            line,
            "the example `"
                + ShellWords.join(example)
                + "` of not_match does match (on or around line "
                + line
                + ")");
      }
    }
    return rule;
  }

  private List<List<String>> pattern(@Nullable Object value, int line) throws RulesException {
    if (!(value instanceof List<?> words) || words.isEmpty()) {
      throw lexer.error(line, "invalid rule: pattern must be a list that is not empty");
    }
    List<List<String>> pattern = new ArrayList<>();
    for (Object word : words) {
      if (word instanceof String text) {
        pattern.add(List.of(text));
      } else if (word instanceof List<?> choices && !choices.isEmpty()) {
        pattern.add(texts(choices, "pattern", line));
      } else {
        throw lexer.error(
            line, "invalid rule: an element of pattern is neither a text nor alternatives");
      }
    }
    return pattern;
  }

  private RuleDecision decision(@Nullable Object value, int line) throws RulesException {
    if (isNone(value)) {
      return RuleDecision.ALLOW;
    }
    return (value instanceof String text
            ? RuleDecision.of(text)
            : java.util.Optional.<RuleDecision>empty())
        .orElseThrow(() ->
            lexer.error(
                line, "invalid decision: " + value + " (it is allow, prompt or forbidden)"));
  }

  private @Nullable String justification(@Nullable Object value, int line) throws RulesException {
    if (isNone(value)) {
      return null;
    }
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    throw lexer.error(line, "invalid rule: justification cannot be empty");
  }

  private List<List<String>> examples(@Nullable Object value, String name, int line)
      throws RulesException {
    if (isNone(value)) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw lexer.error(line, "invalid rule: " + name + " must be a list");
    }
    List<List<String>> examples = new ArrayList<>();
    for (Object one : list) {
      List<String> words =
          one instanceof String text
              ? ShellWords.split(text)
                  .orElseThrow(() -> lexer.error(line, "an example has a quote that does not end"))
              : one instanceof List<?> tokens ? texts(tokens, name, line) : List.of();
      if (words.isEmpty()) {
        throw lexer.error(line, "invalid rule: an example of " + name + " holds no command");
      }
      examples.add(words);
    }
    return examples;
  }

  private List<String> texts(List<?> values, String name, int line) throws RulesException {
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      if (!(value instanceof String text)) {
        throw lexer.error(line, "invalid rule: " + name + " holds " + value + ", no text");
      }
      texts.add(text);
    }
    return texts;
  }

  private String expect(Kind kind, String what) throws RulesException {
    if (token.kind() != kind) {
      throw lexer.error(token.line(), what + " is expected, not " + token.text());
    }
    String text = token.text();
    advance();
    return text;
  }

  private void mark(String mark) throws RulesException {
    if (!token.is(mark)) {
      throw lexer.error(token.line(), "`" + mark + "` is expected, not " + token.text());
    }
    advance();
  }

  private void advance() throws RulesException {
    token = lexer.next();
  }

  private static boolean isConstant(String name) {
    return name.equals("None") || name.equals("True") || name.equals("False");
  }

  private static boolean isNone(@Nullable Object value) {
    return value == null || value instanceof Constant constant && constant.text().equals("None");
  }

  /** A value that no argument of a rule takes, but that is well formed. */
  private record Constant(String text) {
    @Override
    public String toString() {
      return text;
    }
  }
}
