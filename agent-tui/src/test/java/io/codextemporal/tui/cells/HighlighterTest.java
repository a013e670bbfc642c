package io.codextemporal.tui.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Theme;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighlighterTest {
  /**
   * Keywords in k, strings in s, numbers in n, comments in c, names in a, added and removed in +
   * and -.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "java@int x = 1; // c@k‹int› x = n‹1›; c‹// c›",
        "java@char c = 'x'; /* a@k‹char› c = s‹'x'›; c‹/* a›",
        "java@/* a */ new Foo(\"a\\\"b\")@c‹/* a */› k‹new› Foo(s‹\"a\\\"b\"›)",
        "rust@fn f<'a>(x: &'a str)@k‹fn› f<s‹'›a>(x: &s‹'›a str)",
        "ts@const s = `a` + 'b'@k‹const› s = s‹`a`› + s‹'b'›",
        "go@func main() { x := 0x1F }@k‹func› main() { x := n‹0x1F› }",
        "c@#include <x.h>@#include <x.h>",
        "python@def f(): return 'x' # c@k‹def› f(): k‹return› s‹'x'› c‹# c›",
        "sh@if [ $x = \"a#b\" ]; then@k‹if› [ a‹$x› = s‹\"a#b\"› ]; k‹then›",
        "sh@echo a#b ${y} # c@echo a#b a‹${y}› c‹# c›",
        "json@{\"a\": \"b\", \"c\": true}@{a‹\"a\"›: s‹\"b\"›, a‹\"c\"›: k‹true›}",
        "yaml@name: value # c@a‹name›: value c‹# c›",
        "toml@port = 80@a‹port› = n‹80›",
        "sql@SELECT a FROM t -- c@k‹SELECT› a k‹FROM› t c‹-- c›",
        "diff@+added@+‹+added›",
        "diff@-removed@-‹-removed›",
        "nothing@int x = 1;@int x = 1;",
      })
  void wordsHaveTheirColours(String language, String code, String marked) {
    assertThat(marked(Highlighter.lines(code, language, Theme.DARK).getFirst())).isEqualTo(marked);
  }

  @org.junit.jupiter.api.Test
  void whatIsOpenStaysOpenOverLines() {
    assertThat(
            Highlighter.lines("x = '''a\nb # c\n''' + 1", "py", Theme.DARK).stream()
                .map(HighlighterTest::marked))
        .containsExactly("x = s‹'''a›", "s‹b # c›", "s‹'''› + n‹1›");
    assertThat(
            Highlighter.lines("/* a\n\nb */ int", "c", Theme.DARK).stream()
                .map(HighlighterTest::marked))
        .containsExactly("c‹/* a›", "", "c‹b */› k‹int›");
  }

  private static String marked(Line line) {
    return line.spans().stream().map(HighlighterTest::marked).collect(Collectors.joining());
  }

  private static String marked(Span span) {
    for (Role role : List.of(Role.KEYWORD, Role.STRING, Role.NUMBER, Role.COMMENT, Role.ACCENT)) {
      if (span.style().equals(Theme.DARK.style(role)) && role != Role.STRING) {
        return role.name().toLowerCase(java.util.Locale.ROOT).charAt(0) + "‹" + span.text() + "›";
      }
    }
    String text = span.text();
    if (span.style().equals(Theme.DARK.style(Role.STRING))) {
      return (text.startsWith("+") ? "+" : "s") + "‹" + text + "›";
    }
    return span.style().equals(Theme.DARK.style(Role.REMOVED)) ? "-‹" + text + "›" : text;
  }
}
