package io.codextemporal.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The commands that certainly read only, with the options they may carry. An option that is not
 * listed makes a command unknown, however harmless it may be.
 */
final class SafeCommands {
  private static final Form ANYTHING = new Form("", List.of("(?s).*"), true);
  private static final Form NO_OPERANDS = new Form("", List.of(), false);

  /** {@code head} and {@code tail}: how much to show. */
  private static final List<String> AMOUNTS =
      List.of("-[0-9]+", "-[nc][+-]?[0-9]+[kKMG]?", "--(lines|bytes)=[+-]?[0-9]+[kKMG]?");

  private static final Map<String, Form> FORMS =
      Map.ofEntries(
          Map.entry("true", ANYTHING),
          Map.entry("false", ANYTHING),
          Map.entry("echo", ANYTHING),
          Map.entry("pwd", new Form("LP", List.of(), false)),
          Map.entry("whoami", NO_OPERANDS),
          Map.entry("id", new Form("ugnGrz", List.of("--user", "--group", "--name"), true)),
          Map.entry("uname", new Form("asnrvmpio", List.of("--all"), false)),
          Map.entry("which", new Form("a", List.of(), true)),
          Map.entry(
              "ls",
              new Form(
                  "1aAbBcCdfFgGhHiklLmnNopqQrRsStuUvxXZ",
                  List.of(
                      "--all",
                      "--almost-all",
                      "--classify",
                      "--directory",
                      "--full-time",
                      "--group-directories-first",
                      "--human-readable",
                      "--inode",
                      "--literal",
                      "--recursive",
                      "--reverse",
                      "--size",
                      "--color(=[a-z]+)?",
                      "--sort=[a-z]+",
                      "--time=[a-z]+"),
                  true)),
          Map.entry(
              "cat",
              new Form(
                  "AbeEnstTuv",
                  List.of(
                      "--number",
                      "--number-nonblank",
                      "--show-all",
                      "--show-ends",
                      "--show-tabs",
                      "--show-nonprinting",
                      "--squeeze-blank"),
                  true)),
          Map.entry("head", new Form("qv", AMOUNTS, true)),
          Map.entry("tail", new Form("qv", AMOUNTS, true)),
          Map.entry(
              "wc",
              new Form(
                  "cmlLw",
                  List.of("--bytes", "--chars", "--lines", "--words", "--max-line-length"),
                  true)));

  static boolean matches(List<String> words) {
    Form form = FORMS.get(words.getFirst());
    return form != null && form.allows(joinAmounts(words));
  }

  /** {@code head -n 5} as {@code head -n5}, so that an option's value is no operand. */
  private static List<String> joinAmounts(List<String> words) {
    boolean apart =
        words.size() > 2
            && (words.getFirst().equals("head") || words.getFirst().equals("tail"))
            && (words.get(1).equals("-n") || words.get(1).equals("-c"));
    if (!apart) {
      return words.subList(1, words.size());
    }
    List<String> joined = new ArrayList<>(words.subList(2, words.size()));
    joined.set(0, words.get(1) + words.get(2));
    return joined;
  }

  /**
   * What may follow a command's name.
   *
   * @param letters options of one letter, alone or bundled
   * @param patterns whole words that are options
   */
  private record Form(String letters, List<String> patterns, boolean operands) {
    boolean allows(List<String> arguments) {
      boolean options = true;
      for (String argument : arguments) {
        if (options && argument.equals("--")) {
          options = false;
        } else if (options && argument.startsWith("-") && argument.length() > 1) {
          if (!option(argument)) {
            return false;
          }
        } else if (!operands) {
          return false;
        }
      }
      return true;
    }

    private boolean option(String argument) {
      return argument.chars().skip(1).allMatch(letter -> letters.indexOf(letter) >= 0)
          || patterns.stream().anyMatch(pattern -> Pattern.matches(pattern, argument));
    }
  }

  private SafeCommands() {}
}
