package io.codextemporal.tui.session;

import io.codextemporal.config.Config;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.SettingsPatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a session begun from this screen would be. Reads files; called on any thread. */
public interface Beginning {
  /** The session's folder, absolute and real. */
  String folder();

  /** Reads the configuration. */
  Prepared read();

  /** Every setting of it, a line each, with the layer it came from. Reads the configuration. */
  String inForce();

  /** What the command line says of a session that is there already. Reads the configuration. */
  Optional<SettingsPatch> changes();

  /** Leaves on this machine what the session's worker needs; the settings then name it. */
  SessionSettings leave(SessionSettings settings);

  /** The git branch that is checked out. */
  Optional<String> branch();

  /** Settings and where they came from. */
  record Prepared(SessionSettings settings, Config config, List<String> warnings) {
    public Prepared {
      warnings = List.copyOf(warnings);
    }

    /** {@code [tui.keymap]}: keys by action. */
    Map<String, List<String>> keymap() {
      Map<String, List<String>> keys = new LinkedHashMap<>();
      config
          .table("tui", "keymap")
          .forEach((action, value) ->
              keys.put(
                  action,
                  value instanceof List<?> list
                      ? list.stream().map(Object::toString).toList()
                      : List.of(value.toString())));
      return keys;
    }
  }
}
