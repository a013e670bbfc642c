package io.codextemporal.tui.cli;

import io.codextemporal.config.Config;
import io.codextemporal.tui.terminal.Habits;
import io.codextemporal.tui.text.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code [tui]} says about the terminal. Two keys count before the first frame, when the
 * configuration is not read yet: {@code theme} and {@code alternate_screen} are looked up in the
 * user's file by themselves.
 */
record ScreenLook(Theme theme, boolean alternate) {
  private static final Pattern TABLE = Pattern.compile("(?m)^\\s*\\[tui]\\s*$([^\\[]*)");

  static ScreenLook of(Path configFile, Map<String, String> environment, boolean wantsInline) {
    String tui = table(configFile);
    boolean never = value(tui, "alternate_screen").filter("never"::equals).isPresent();
    return new ScreenLook(
        theme(value(tui, "theme").orElse(""), environment), !wantsInline && !never);
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

  private static String table(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return "";
      }
      Matcher table = TABLE.matcher(Files.readString(file));
      return table.find() ? table.group(1) : "";
    } catch (IOException e) {
      return "";
    }
  }

  private static Optional<String> value(String table, String key) {
    Matcher line =
        Pattern.compile("(?m)^\\s*" + key + "\\s*=\\s*[\"']([^\"']*)[\"']").matcher(table);
    return line.find() ? Optional.of(line.group(1)) : Optional.empty();
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
