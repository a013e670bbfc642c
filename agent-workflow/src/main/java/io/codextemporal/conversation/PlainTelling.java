package io.codextemporal.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tells the newest steps of the model, and what its tools answered, in words. */
final class PlainTelling {
  private static final int MOST_OF_A_STEP = 4_000;
  private static final String FRAME =
      """
      <last_steps>
      Your last steps could not be sent back as they were; in words:
      %s
      </last_steps>\
      """;

  /** Everything since {@code answered} that no person said becomes one message. */
  static List<HistoryEntry> of(List<HistoryEntry> entries, int answered) {
    List<HistoryEntry> newest = entries.subList(answered, entries.size());
    String steps =
        newest.stream()
            .filter(entry -> !Mending.isMessageOfPeople(entry))
            .map(entry -> told(entry.item()))
            .filter(step -> !step.isEmpty())
            .collect(Collectors.joining("\n"));
    if (newest.stream().allMatch(Mending::isMessageOfPeople)) {
      return entries;
    }
    List<HistoryEntry> told = new ArrayList<>(entries.subList(0, answered));
    if (!steps.isEmpty()) {
      told.add(HistoryEntry.of(OutputItems.userMessage(FRAME.formatted(steps))));
    }
    newest.stream().filter(Mending::isMessageOfPeople).forEach(told::add);
    return told;
  }

  private static String told(ConversationItem item) {
    return switch (ItemView.of(item)) {
      case ItemView.Message message -> cut("you said: " + message.text());
      case ItemView.FunctionCall call -> cut("you called " + call.name() + ": " + call.arguments());
      case ItemView.CustomToolCall call -> cut("you called " + call.name() + ": " + call.input());
      case ItemView.FunctionCallOutput output -> cut("it answered: " + output.output());
      case ItemView.CustomToolCallOutput output -> cut("it answered: " + output.output());
      case ItemView.Reasoning reasoning -> "";
      case ItemView.WebSearchCall search -> cut("you looked at the web: " + search.action());
      case ItemView.Other other -> "";
    };
  }

  private static String cut(String step) {
    return step.length() <= MOST_OF_A_STEP ? step : step.substring(0, MOST_OF_A_STEP) + "…";
  }

  private PlainTelling() {}
}
