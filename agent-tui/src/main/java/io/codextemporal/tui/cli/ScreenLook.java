package io.codextemporal.tui.cli;

import io.codextemporal.config.Config;
import io.codextemporal.tui.terminal.Habits;
import io.codextemporal.tui.text.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code [tui]} says about the terminal. Two keys count before the first frame, when the
 * configuration is not read yet: {@code theme} and {@code alternate_screen} are looked up in the
 * user's file by themselves.
 */
record ScreenLook(Theme theme, boolean alternate) {
  static ScreenLook of(Path configFile, Map<String, String> environment, boolean wantsInline) {
    List<String> tui = table(configFile);
    boolean never = value(tui, "alternate_screen").equals("never");
    return new ScreenLook(theme(value(tui, "theme"), environment), !wantsInline && !never);
  }

  private static Theme theme(String named, Map<String, String> environment) {
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return Theme.PLAIN;
    }
    return switch (named) {
      case "light" -> Theme.LIGHT;
      case "plain" -> Theme.PLAIN;
      case "dark" -> Theme.DARK;
      default -> light(environment.getOrDefault("COLORFGBG", "")) ? Theme.LIGHT : Theme.DARK;
    };
  }

  /** {@code FOREGROUND;BACKGROUND} as some terminals tell it. */
  private static boolean light(String colours) {
    return colours.endsWith(";7") || colours.endsWith(";15");
  }

  /** The lines below {@code [tui]}. */
  private static List<String> table(Path file) {
    List<String> lines = new ArrayList<>();
    try {
      if (Files.isRegularFile(file)) {
        boolean inside = false;
        for (String line : Files.readString(file).split("\n")) {
          String stripped = line.strip();
          if (stripped.startsWith("[")) {
            inside = stripped.equals("[tui]");
          } else if (inside) {
            lines.add(stripped);
          }
        }
      }
    } catch (IOException e) {
      // Whoever reads the whole configuration will say so.
    }
    return lines;
  }

  /** What a key says between quotes; empty for nothing. */
  private static String value(List<String> table, String key) {
    for (String line : table) {
      int equals = line.indexOf('=');
      if (equals > 0 && line.substring(0, equals).strip().equals(key)) {
        String value = line.substring(equals + 1).strip();
        char quote = value.isEmpty() ? ' ' : value.charAt(0);
        int end = quote == '"' || quote == '\'' ? value.indexOf(quote, 1) : -1;
        return end < 0 ? "" : value.substring(1, end);
      }
    }
    return "";
  }

  /** The rest, once the configuration is read. */
  static Habits habits(Config config, Map<String, String> environment) {
    Habits usual = Habits.usual(environment);
    boolean listed = config.isList("tui", "notifications");
    return new Habits(
        listed
            ? !config.texts("tui", "notifications").isEmpty()
            : config.flag("tui", "notifications").orElse(true),
        config.text("tui", "notification_condition").filter("always"::equals).isPresent(),
        config.text("tui", "notification_method").filter("bel"::equals).isPresent(),
        true,
        usual.colours(),
        environment);
  }
}
