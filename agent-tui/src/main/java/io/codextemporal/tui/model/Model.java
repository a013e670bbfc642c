package io.codextemporal.tui.model;

import io.codextemporal.tui.text.Theme;
import java.time.Instant;

/**
 * All that the screen shows and knows. Immutable; only the update makes a next one.
 *
 * @param now the latest time any message told
 */
public record Model(
    Self self, Screen screen, Session session, Desk desk, Looking looking, Keys keys, Instant now) {
  /** What the screen begins with. {@code client} is unique to this run, {@code from} for people. */
  public static Model start(Size size, Theme theme, String cwd, String client, String from) {
    return new Model(
        new Self(from, client, 1),
        new Screen(size, theme, true, false, true, false),
        Session.fresh(Way.STARTING, new Place(null, cwd, "", null)),
        Desk.EMPTY,
        Looking.AT_END,
        Keys.DEFAULT,
        Instant.EPOCH);
  }

  public Model with(Self next) {
    return new Model(next, screen, session, desk, looking, keys, now);
  }

  public Model with(Screen next) {
    return new Model(self, next, session, desk, looking, keys, now);
  }

  public Model with(Session next) {
    return new Model(self, screen, next, desk, looking, keys, now);
  }

  public Model with(Desk next) {
    return new Model(self, screen, session, next, looking, keys, now);
  }

  public Model with(Looking next) {
    return new Model(self, screen, session, desk, next, keys, now);
  }

  public Model with(Keys next) {
    return new Model(self, screen, session, desk, looking, next, now);
  }

  /** Time never goes back. */
  public Model at(Instant next) {
    return next.isAfter(now) ? new Model(self, screen, session, desk, looking, keys, next) : this;
  }
}
