package io.codextemporal.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What may follow a command's name: options that are known to do no harm, and how many operands.
 * Whatever is not listed is not allowed, however harmless it may be. Abbreviated long options are
 * not known.
 *
 * @param letters options of one letter without a value, alone or bundled
 * @param valued options of one letter that take the rest of the word, or the next word
 * @param flags long options without a value
 * @param choices long options that take a value behind {@code =}, or the next word
 * @param optional long options that may have a value behind {@code =}
 * @param special whole words that are options, or null
 * @param operands how many words may be no options
 */
record OptionForm(
    String letters,
    String valued,
    Set<String> flags,
    Set<String> choices,
    Set<String> optional,
    Pattern special,
    int operands) {
  static final int MANY = Integer.MAX_VALUE;
  private static final Pattern NOTHING = Pattern.compile("(?!)");

  /**
   * Reads {@code letters | valued | longs | special | operands}. A long option ends in {@code =} if
   * it takes a value and in {@code [=]} if it may; {@code -} is an empty column, {@code *} any
   * number.
   */
  static OptionForm of(String line) {
    String[] columns =
        Arrays.stream(line.split("\\s\\|\\s")).map(String::strip).toArray(String[]::new);
    List<String> longs = columns[2].equals("-") ? List.of() : List.of(columns[2].split("\\s+"));
    return new OptionForm(
        text(columns[0]),
        text(columns[1]),
        longs.stream().filter(word -> !word.contains("=")).collect(Collectors.toSet()),
        longs.stream()
            .filter(word -> word.endsWith("="))
            .map(word -> word.substring(0, word.length() - 1))
            .collect(Collectors.toSet()),
        longs.stream()
            .filter(word -> word.endsWith("[=]"))
            .map(word -> word.substring(0, word.length() - 3))
            .collect(Collectors.toSet()),
        columns[3].equals("-") ? NOTHING : Pattern.compile(columns[3]),
        columns[4].equals("*") ? MANY : Integer.parseInt(columns[4]));
  }

  private static String text(String column) {
    return column.equals("-") ? "" : column;
  }

  boolean allows(List<String> arguments) {
    int found = 0;
    boolean options = true;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!options || argument.length() < 2 || argument.charAt(0) != '-') {
        found++;
      } else if (argument.equals("--")) {
        options = false;
      } else {
        int taken = option(argument);
        if (taken == 0 || i + taken > arguments.size()) {
          return false;
        }
        i += taken - 1;
      }
    }
    return found <= operands;
  }

  /** How many words the option takes with its value; 0 when it is not known. */
  private int option(String argument) {
    if (special.matcher(argument).matches()) {
      return 1;
    }
    return argument.startsWith("--") ? longOption(argument.substring(2)) : bundle(argument);
  }

  private int longOption(String option) {
    int equals = option.indexOf('=');
    if (equals < 0) {
      return flags.contains(option) || optional.contains(option)
          ? 1
          : choices.contains(option) ? 2 : 0;
    }
    String name = option.substring(0, equals);
    return choices.contains(name) || optional.contains(name) ? 1 : 0;
  }

  private int bundle(String argument) {
    for (int i = 1; i < argument.length(); i++) {
      char letter = argument.charAt(i);
      if (valued.indexOf(letter) >= 0) {
        return i == argument.length() - 1 ? 2 : 1;
      }
      if (letters.indexOf(letter) < 0) {
        return 0;
      }
    }
    return 1;
  }
}
