package io.codextemporal.tui.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThemeTest {
  @ParameterizedTest
  @EnumSource(Role.class)
  void everyRoleCanBeReadOnItsBackground(Role role) {
    assertThat(Theme.DARK.style(role).foreground())
        .isNotIn(Hue.BLACK, Hue.BLUE, Hue.BRIGHT_BLACK, Hue.WHITE, Hue.BRIGHT_WHITE);
    assertThat(Theme.LIGHT.style(role).foreground())
        .isNotIn(Hue.WHITE, Hue.BRIGHT_WHITE, Hue.YELLOW, Hue.CYAN, Hue.BLACK)
        .matches(hue -> !hue.name().startsWith("BRIGHT"));
    for (Theme theme : Theme.values()) {
      assertThat(theme.style(role).background()).isEqualTo(Hue.DEFAULT);
    }
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void withoutColoursThereAreNone(Role role) {
    assertThat(Theme.PLAIN.style(role).foreground()).isEqualTo(Hue.DEFAULT);
  }
}
