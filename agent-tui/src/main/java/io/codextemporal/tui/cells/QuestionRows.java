package io.codextemporal.tui.cells;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.tui.model.TranscriptCell;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import io.codextemporal.wire.WireJson;
import java.util.ArrayList;
import java.util.List;

/** How the model's questions to the person look: each question, and under it what was answered. */
final class QuestionRows {
  private static final Span INDENT = Span.of("    ");

  private final int columns;
  private final Theme theme;

  QuestionRows(int columns, Theme theme) {
    this.columns = columns;
    this.theme = theme;
  }

  /** Empty for a call that cannot be read as questions, or that failed: it is told plainly. */
  List<Row> rows(TranscriptCell.Tool tool, Style bullet) {
    JsonNode questions = CallArguments.of(tool).json().path("questions");
    boolean failed = tool.status() == ToolCallStatus.FAILED;
    if (!questions.isArray() || questions.isEmpty() || failed) {
      return List.of();
    }
    JsonNode answers = answers(tool);
    boolean one = questions.size() == 1;
    List<Row> rows = new ArrayList<>();
    String verb = tool.status() == null ? "Asking" : "Asked";
    Span title = new Span(verb, theme.style(Role.TITLE));
    Span mark = new Span("• ", bullet);
    if (one) {
      Line line = Line.of(title, Span.of(" " + words(questions.get(0))));
      rows.addAll(Row.wrap(line, mark, Span.of("  "), columns));
    } else {
      rows.add(Row.of(Line.of(mark, title, Span.of(" " + questions.size() + " questions")), 2));
    }
    for (JsonNode question : questions) {
      if (!one) {
        rows.addAll(Row.wrap(Line.of(words(question)), Span.of("  • "), INDENT, columns));
      }
      Span hang = new Span(one ? "  └ " : "    └ ", theme.style(Role.DIM));
      Line answer = answer(tool, answers.path(question.path("id").asText()).path("answers"));
      if (!answer.spans().isEmpty()) {
        rows.addAll(Row.wrap(answer, hang, Span.of(one ? "    " : "      "), columns));
      }
    }
    return rows;
  }

  private static String words(JsonNode question) {
    return Sanitizer.clean(question.path("question").asText("").strip().replaceAll("\\s+", " "));
  }

  private Line answer(TranscriptCell.Tool tool, JsonNode given) {
    ToolCallStatus status = tool.status();
    if (status == null) {
      return Line.EMPTY;
    }
    List<String> texts = new ArrayList<>();
    given.forEach(text -> texts.add(Sanitizer.clean(text.asText())));
    if (!texts.isEmpty()) {
      return Line.of(new Span(String.join(", ", texts), theme.style(Role.ACCENT)));
    }
    String end = CallEnd.words(tool);
    return Line.of(new Span(end.isEmpty() ? "no answer" : end, theme.style(Role.DIM)));
  }

  private static JsonNode answers(TranscriptCell.Tool tool) {
    try {
      return WireJson.mapper().readTree(tool.output()).path("answers");
    } catch (JsonProcessingException none) {
      return MissingNode.getInstance();
    }
  }
}
