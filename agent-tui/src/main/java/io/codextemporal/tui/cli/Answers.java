package io.codextemporal.tui.cli;

import io.codextemporal.protocol.Ask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Pure: the words of {@code --answer ID=TEXT} as answers to the model's questions. */
final class Answers {
  private static final String OPTION = "--answer";

  /**
   * One answer for each question. A text that is an option's label, in capitals or not, is that
   * option; any other is an answer in one's own words. Where there is one question its id may be
   * left out.
   */
  static Map<String, List<String>> to(String call, Ask.Questions asked, List<String> words) {
    Map<String, List<String>> answers = new LinkedHashMap<>();
    for (String word : words) {
      Ask.Question question = meant(call, asked, word);
      String text = text(question, word);
      if (text.isBlank()) {
        throw wrong(call, asked, "the answer to " + question.id() + " is empty");
      }
      if (answers.put(question.id(), List.of(text)) != null) {
        throw wrong(call, asked, question.id() + " is answered twice");
      }
    }
    List<String> open =
        asked.questions().stream()
            .map(Ask.Question::id)
            .filter(id -> !answers.containsKey(id))
            .toList();
    if (!open.isEmpty()) {
      throw wrong(call, asked, "no answer to " + String.join(" and ", open));
    }
    return answers;
  }

  /** As they were written: nobody is there to tell what was asked. */
  static Map<String, List<String>> unseen(List<String> words) {
    Map<String, List<String>> answers = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1 || word.substring(equals + 1).isBlank()) {
        throw new CliFailure(
            OPTION + " " + word,
            "it is not ID=TEXT, and no worker can tell what is asked",
            "Name the question, or start a worker there: ct worker start",
            ExitCode.USAGE);
      }
      answers.put(word.substring(0, equals), List.of(word.substring(equals + 1).strip()));
    }
    return answers;
  }

  /** What is missing on a command line that answers these questions. */
  static String line(Ask.Questions asked) {
    return asked.questions().stream()
        .map(question -> " " + OPTION + " " + Asks.quoted(question.id()) + "=TEXT")
        .collect(Collectors.joining());
  }

  /** The questions with their options, on one line. */
  static String choices(Ask.Questions asked) {
    List<String> choices = new ArrayList<>();
    for (Ask.Question question : asked.questions()) {
      List<String> texts =
          new ArrayList<>(question.options().stream().map(Ask.Option::label).toList());
      texts.add("your own words");
      choices.add(question.id() + ": " + String.join(" | ", texts));
    }
    return String.join("; ", choices);
  }

  private static Ask.Question meant(String call, Ask.Questions asked, String word) {
    Optional<Ask.Question> named =
        asked.questions().stream()
            .filter(question -> word.startsWith(question.id() + "="))
            .findFirst();
    if (named.isPresent()) {
      return named.get();
    }
    if (asked.questions().size() == 1) {
      return asked.questions().getFirst();
    }
    throw wrong(call, asked, "`" + word + "` names none of its questions");
  }

  private static String text(Ask.Question question, String word) {
    String own = question.id() + "=";
    String text = (word.startsWith(own) ? word.substring(own.length()) : word).strip();
    return question.options().stream()
        .map(Ask.Option::label)
        .filter(label -> label.equalsIgnoreCase(text))
        .findFirst()
        .orElse(text);
  }

  private static CliFailure wrong(String call, Ask.Questions asked, String why) {
    return new CliFailure("call " + call, why, "It asks " + choices(asked) + ".", ExitCode.USAGE);
  }

  private Answers() {}
}
