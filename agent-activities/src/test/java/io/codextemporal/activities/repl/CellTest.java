package io.codextemporal.activities.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CellTest {
  @TestFactory
  List<DynamicTest> theLineAboveTheCode() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode one : cases()) {
      String input = one.path("input").asText();
      tests.add(DynamicTest.dynamicTest("`" + input + "`", () -> check(one, input)));
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(10);
    return tests;
  }

  private static void check(JsonNode one, String input) throws Exception {
    if (one.has("error") || one.has("error_contains")) {
      String exact = one.path("error").asText();
      assertThatThrownBy(() -> Cell.parse(input))
          .isInstanceOf(Cell.BadCellException.class)
          .hasMessage(exact.isEmpty() ? message(input) : exact)
          .hasMessageContaining(one.path("error_contains").asText());
      return;
    }
    Cell cell = Cell.parse(input);
    assertThat(cell.code()).isEqualTo(one.path("code").asText());
    assertThat(cell.timeout())
        .isEqualTo(
            one.path("timeout_ms").isNull()
                ? Cell.DEFAULT_TIMEOUT
                : Duration.ofMillis(one.path("timeout_ms").asLong()));
  }

  private static String message(String input) {
    try {
      Cell.parse(input);
      return "";
    } catch (Cell.BadCellException e) {
      return e.what();
    }
  }

  @Test
  void codeThatLooksLikeJsonIsCode() throws Exception {
    assertThat(Cell.parse("{ a: 1 }").code()).isEqualTo("{ a: 1 }");
    assertThat(Cell.parse("\"use strict\"").code()).isEqualTo("\"use strict\"");
    assertThat(Cell.parse("`a`").code()).isEqualTo("`a`");
  }

  private static JsonNode cases() throws Exception {
    try (InputStream in = CellTest.class.getResourceAsStream("/cases/tool_outputs.json")) {
      return new ObjectMapper().readTree(in).path("js_repl_pragma").path("cases");
    }
  }
}
