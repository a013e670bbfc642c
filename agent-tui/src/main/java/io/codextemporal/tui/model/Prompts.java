package io.codextemporal.tui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was typed before, and where in it one is. Immutable.
 *
 * @param all oldest first
 * @param at which of them is shown; {@code all.size()} for none
 * @param draft what was being written when the going back began
 */
public record Prompts(List<String> all, int at, String draft) {
  public static final Prompts NONE = new Prompts(List.of(), 0, "");

  public Prompts {
    all = List.copyOf(all);
  }

  /** Prompts of earlier sessions put before those of this one. */
  public Prompts loaded(List<String> older) {
    List<String> joined = new ArrayList<>(older);
    joined.addAll(all);
    return new Prompts(joined, joined.size(), draft);
  }

  /** With one more; the same twice in a row counts once. */
  public Prompts with(String prompt) {
    List<String> more = new ArrayList<>(all);
    if (more.isEmpty() || !more.getLast().equals(prompt)) {
      more.add(prompt);
    }
    return new Prompts(more, more.size(), "");
  }

  public boolean isBrowsing() {
    return at < all.size();
  }

  /** One step back; {@code current} is kept when the going back begins here. */
  public Optional<Prompts> back(String current) {
    return at == 0
        ? Optional.empty()
        : Optional.of(new Prompts(all, at - 1, isBrowsing() ? draft : current));
  }

  public Optional<Prompts> forward() {
    return isBrowsing() ? Optional.of(new Prompts(all, at + 1, draft)) : Optional.empty();
  }

  /** What the composer shows for this place. */
  public String shown() {
    return isBrowsing() ? all.get(at) : draft;
  }

  public Prompts rested() {
    return new Prompts(all, all.size(), "");
  }
}
