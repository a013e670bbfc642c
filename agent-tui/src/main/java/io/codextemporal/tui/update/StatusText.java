package io.codextemporal.tui.update;

import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Session;
import java.util.Locale;

/** What /status tells. */
final class StatusText {
  static String of(Model model) {
    Session session = model.session();
    SessionSettings settings = session.place().settings();
    StringBuilder text = new StringBuilder();
    SessionId id = session.place().session();
    line(text, "Session", id == null ? "begins with the first message" : id.value());
    line(text, "Folder", session.place().cwd());
    line(text, "Machine", session.place().machine());
    if (settings != null) {
      line(text, "Model", settings.model().model() + " (reasoning " + Efforts.now(settings) + ")");
      line(text, "Provider", settings.model().provider().id());
      line(
          text,
          "Permissions",
          Mode.of(model).map(Mode::title).orElse("")
              + " ("
              + settings.tools().approval().name().toLowerCase(Locale.ROOT).replace('_', '-')
              + ", "
              + settings.tools().sandbox().name().toLowerCase(Locale.ROOT).replace('_', '-')
              + ")");
    }
    line(text, "Server", session.way().isOpen() ? "connected" : session.way().sentence());
    line(
        text,
        "Last request",
        String.format(
            Locale.ROOT,
            "%,d tokens in (%,d cached), %,d out",
            session.usage().inputTokens(),
            session.usage().cachedInputTokens(),
            session.usage().outputTokens()));
    if (session.window() > 0) {
      long used = session.usage().inputTokens() + session.usage().outputTokens();
      line(
          text,
          "Context",
          String.format(
              Locale.ROOT,
              "%d%% left of %,d tokens",
              Math.max(0, 100 - used * 100 / session.window()),
              session.window()));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format("%-14s", name + ":")).append(value).append('\n');
  }

  private StatusText() {}
}
