package io.codextemporal.activities.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Questions to the person, out of {@code ask: Which colour? Red | Blue; Where?}: each up to its
 * question mark, its options behind it; one without two options has yes and no.
 */
final class AskedQuestions {
  private static final Pattern ASK = Pattern.compile("ask: (.+)", Pattern.DOTALL);

  /** Empty for a text that asks for no questions. */
  static Optional<Reply> to(String text, SentRequest request) {
    Matcher ask = ASK.matcher(text);
    if (!ask.matches()) {
      return Optional.empty();
    }
    List<JsonNode> outputs = request.outputsSinceUser();
    return Optional.of(
        outputs.isEmpty()
            ? Reply.stream()
                .call("call_" + request.number(), "request_user_input", questions(ask.group(1)))
            : Reply.say("You answered: " + outputs.getLast().path("output").asText()));
  }

  private static Map<String, ?> questions(String text) {
    List<Map<String, ?>> questions = new ArrayList<>();
    for (String part : text.split(";")) {
      int end = part.indexOf('?') + 1;
      String question = (end == 0 ? part : part.substring(0, end)).strip();
      List<String> labels =
          Arrays.stream(part.substring(end == 0 ? part.length() : end).split("\\|"))
              .map(String::strip)
              .filter(label -> !label.isEmpty())
              .toList();
      int number = questions.size() + 1;
      questions.add(
          Map.of(
              "id",
              "q" + number,
              "header",
              "Question " + number,
              "question",
              question,
              "options",
              (labels.size() < 2 ? List.of("Yes", "No") : labels)
                  .stream()
                      .map(label -> Map.of("label", label, "description", "the choice " + label))
                      .toList()));
    }
    return Map.of("questions", questions);
  }

  private AskedQuestions() {}
}
