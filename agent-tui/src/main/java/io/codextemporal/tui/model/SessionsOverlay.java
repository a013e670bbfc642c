package io.codextemporal.tui.model;

import io.codextemporal.protocol.SessionSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The sessions one can go back to.
 *
 * @param sessions newest first
 * @param everywhere whether those of other folders are there too
 * @param loading whether they are still being asked for
 * @param at when they were listed, for their ages
 */
public record SessionsOverlay(
    List<SessionSummary> sessions,
    boolean everywhere,
    boolean loading,
    String filter,
    int selected,
    Instant at)
    implements Overlay {
  public SessionsOverlay {
    sessions =
        sessions.stream()
            .sorted(Comparator.comparing(SessionSummary::updatedAt).reversed())
            .toList();
  }

  public static SessionsOverlay loading(boolean everywhere, Instant at) {
    return new SessionsOverlay(List.of(), everywhere, true, "", 0, at);
  }

  @Override
  public Place place() {
    return Place.FULL;
  }

  public List<SessionSummary> shown() {
    String[] words = filter.toLowerCase(Locale.ROOT).strip().split("\\s+");
    return sessions.stream()
        .filter(row -> {
          String text =
              (row.title() + " " + row.cwd() + " " + row.branch() + " " + row.session())
                  .toLowerCase(Locale.ROOT);
          return java.util.Arrays.stream(words).allMatch(text::contains);
        })
        .toList();
  }

  public SessionsOverlay listed(List<SessionSummary> rows, Instant now) {
    return new SessionsOverlay(rows, everywhere, false, filter, selected, now).select(selected);
  }

  public SessionsOverlay select(int index) {
    int most = Math.max(0, shown().size() - 1);
    return new SessionsOverlay(
        sessions, everywhere, loading, filter, Math.clamp(index, 0, most), at);
  }

  public SessionsOverlay filtered(String next) {
    return new SessionsOverlay(sessions, everywhere, loading, next, 0, at);
  }
}
