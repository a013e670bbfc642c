package io.codextemporal.tui.model;

import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions one can go back to.
 *
 * @param sessions newest first
 * @param everywhere whether those of other folders are there too
 * @param loading whether they are still being asked for
 * @param at when they were listed, for their ages
 * @param details what is known beyond a session's row, of those that were looked at
 */
public record SessionsOverlay(
    List<SessionSummary> sessions,
    boolean everywhere,
    boolean loading,
    String filter,
    int selected,
    Instant at,
    Map<SessionId, SessionDetail> details)
    implements Overlay {
  public SessionsOverlay {
    sessions =
        sessions.stream()
            .sorted(Comparator.comparing(SessionSummary::updatedAt).reversed())
            .toList();
    details = Map.copyOf(details);
  }

  public static SessionsOverlay loading(boolean everywhere, Instant at) {
    return new SessionsOverlay(List.of(), everywhere, true, "", 0, at, Map.of());
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
              (row.title()
                      + " "
                      + row.cwd()
                      + " "
                      + row.branch()
                      + " "
                      + row.status().state()
                      + " "
                      + row.session())
                  .toLowerCase(Locale.ROOT);
          return java.util.Arrays.stream(words).allMatch(text::contains);
        })
        .toList();
  }

  public SessionsOverlay listed(List<SessionSummary> rows, Instant now) {
    return new SessionsOverlay(rows, everywhere, false, filter, selected, now, details)
        .select(selected);
  }

  public SessionsOverlay select(int index) {
    int most = Math.max(0, shown().size() - 1);
    return new SessionsOverlay(
        sessions, everywhere, loading, filter, Math.clamp(index, 0, most), at, details);
  }

  public SessionsOverlay filtered(String next) {
    return new SessionsOverlay(sessions, everywhere, loading, next, 0, at, details);
  }

  /** The session under the cursor. */
  public Optional<SessionSummary> chosen() {
    List<SessionSummary> rows = shown();
    return selected < rows.size() ? Optional.of(rows.get(selected)) : Optional.empty();
  }

  public SessionsOverlay knowing(SessionDetail detail) {
    Map<SessionId, SessionDetail> more = new HashMap<>(details);
    more.put(detail.summary().session(), detail);
    return new SessionsOverlay(sessions, everywhere, loading, filter, selected, at, more);
  }
}
