package io.codextemporal.tui.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.tui.text.Style;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarePathsTest {
  private static List<String> found(String text) {
    List<String> found = new ArrayList<>();
    int from = 0;
    for (int[] next = BarePaths.next(text, 0); next.length > 0; ) {
      found.add(text.substring(next[0], next[1]));
      from = next[1];
      next = BarePaths.next(text, from);
    }
    return found;
  }

  @Test
  void namesOfFilesAreFoundInASentence() {
    assertThat(found("See src/main/App.java:12, ./a.sh and /etc/hosts. (docs/x.md)"))
        .containsExactly("src/main/App.java", "./a.sh", "/etc/hosts", "docs/x.md");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "and/or",
        "1/2.5",
        "https://example.org/a.html",
        "github.com/ada/app.git",
        "a.b",
        "/",
        "~/x/y.z"
      })
  void whatIsNoFileIsNone(String text) {
    assertThat(found(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"App.java:12,path:App.java", "src/a.rs,path:src/a.rs", "x = a/b.c,", "mvn,"})
  void codeThatIsOnlyAFileNameIsALink(String code, String link) {
    assertThat(BarePaths.linked(code, Style.PLAIN).link()).isEqualTo(link);
  }

  @Test
  void manyOddWordsTakeNoTime() {
    assertThat(found("a/".repeat(50_000) + " " + "-.".repeat(50_000) + "/x")).hasSizeLessThan(3);
  }
}
