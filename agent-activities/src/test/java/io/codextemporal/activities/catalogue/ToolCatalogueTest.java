package io.codextemporal.activities.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolCatalogueTest {
  private static final String PATCH =
      "*** Begin Patch\n*** Update File: it's\n-a\n+b\n*** End Patch\n";

  private final ToolCatalogue catalogue = new ToolCatalogue();

  @Test
  void whatWritesFilesTakesTurns() {
    assertThat(catalogue.placeOf("apply_patch", PATCH)).isEqualTo("files");
    assertThat(catalogue.placeOf("write_file", "{}")).isEqualTo("files");
    assertThat(catalogue.placeOf("write_stdin", "{\"session_id\":1001}"))
        .isEqualTo("terminal 1001");
    assertThat(catalogue.placeOf("read_file", "{}")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apply_patch <<'EOF'\n" + PATCH + "EOF",
        "cd sub && applypatch <<EOF\n" + PATCH + "EOF\n",
        "apply_patch \"" + PATCH + "\"",
        "cd 'a b' && apply_patch \"" + PATCH + "\"\n"
      })
  void aPatchThatIsTypedAsACommandTakesTurnsWithThem(String script) throws Exception {
    assertThat(placeOf(script)).isEqualTo("files");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls",
        "grep -rn apply_patch .",
        "apply_patch <<'EOF'\n" + PATCH + "EOF\nls",
        "apply_patch \"" + PATCH + "\" && ls",
        "apply_patch \"$(cat patch)\"",
        "apply_patch --help me"
      })
  void anyOtherCommandRunsBesideThem(String script) throws Exception {
    assertThat(placeOf(script)).isNull();
    assertThat(catalogue.placeOf("exec_command", "{\"cmd\":\"apply_patch")).isNull();
  }

  private @Nullable String placeOf(String script) throws Exception {
    String arguments = new ObjectMapper().writeValueAsString(Map.of("cmd", script));
    return catalogue.placeOf("exec_command", arguments);
  }
}
