package io.codextemporal.tui.session;

import io.codextemporal.config.Machine;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.SessionStart;
import io.codextemporal.protocol.SettingsPatch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The session that the next message begins: as the configuration says, or as another one of which
 * it is a fork. Thread-safe.
 */
final class Upcoming {
  private final Beginning beginning;
  private SessionId id = Ids.session();
  private @Nullable SessionSettings settings;
  private @Nullable Parent parent;

  /**
   * What a fork knows and where it works.
   *
   * @param seed conversation items, raw JSON
   */
  record Parent(SessionId session, List<String> seed, String machine, @Nullable String branch) {
    Parent {
      seed = List.copyOf(seed);
    }
  }

  Upcoming(Beginning beginning) {
    this.beginning = beginning;
  }

  synchronized SessionId id() {
    return id;
  }

  /** Reads the configuration where nobody has yet. */
  synchronized SessionSettings settings() {
    SessionSettings known = settings;
    if (known == null) {
      known = beginning.read().settings();
      settings = known;
    }
    return known;
  }

  /** The configuration was read; what somebody has changed since stays. */
  synchronized void configured(SessionSettings read) {
    settings = settings == null ? read : settings;
  }

  synchronized void change(SettingsPatch patch) {
    settings = settings().with(patch);
  }

  /** As the configuration says, whatever was chosen before. */
  synchronized void forget() {
    settings = null;
    parent = null;
  }

  /** A fork of that session. {@code under} null leaves the settings as they are. */
  synchronized void fork(Parent of, @Nullable SessionSettings under) {
    parent = of;
    settings = under == null ? settings : under;
  }

  synchronized @Nullable Parent parent() {
    return parent;
  }

  /** How it would begin now. */
  synchronized SessionStart start() {
    Parent of = parent;
    return new SessionStart(
        id,
        of == null ? Machine.name() : of.machine(),
        Instant.now(),
        of == null ? beginning.branch().orElse(null) : of.branch(),
        of == null ? null : of.session(),
        of == null ? List.of() : of.seed(),
        false,
        beginning.leave(settings()));
  }

  /** It has begun: another one comes next. */
  synchronized void begun() {
    id = Ids.session();
    forget();
  }
}
