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
      String effort = settings.model().effort();
      line(text, "Model", settings.model().model() + (effort == null ? "" : " " + effort));
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
    line(text, "Way", session.way().isOpen() ? "connected" : session.way().sentence());
    line(text, "Events", Long.toString(session.transcript().last()));
    line(
        text,
        "Last request",
        session.usage().inputTokens()
            + " tokens in ("
            + session.usage().cachedInputTokens()
            + " cached), "
            + session.usage().outputTokens()
            + " out");
    if (session.window() > 0) {
      long used = session.usage().inputTokens() + session.usage().outputTokens();
      line(
          text,
          "Context",
          Math.max(0, 100 - used * 100 / session.window())
              + "% left of "
              + session.window()
              + " tokens");
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format("%-14s", name + ":")).append(value).append('\n');
  }

  private StatusText() {}
}
