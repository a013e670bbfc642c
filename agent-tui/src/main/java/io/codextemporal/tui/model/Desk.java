package io.codextemporal.tui.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the person works at: the composer and whatever lies over it.
 *
 * @param overlays the last has the keys
 * @param editedAt when the draft was last changed
 * @param vi whether keys are vi's
 */
public record Desk(
    Composer composer, Prompts prompts, List<Overlay> overlays, Instant editedAt, Vi vi) {
  public static final Desk EMPTY =
      new Desk(Composer.EMPTY, Prompts.NONE, List.of(), Instant.EPOCH, Vi.OFF);

  public Desk {
    overlays = List.copyOf(overlays);
  }

  public Desk with(Composer next) {
    return new Desk(next, prompts, overlays, editedAt, vi);
  }

  /** The draft as a hand changed it. */
  public Desk edited(Composer next, Instant at) {
    return new Desk(next, prompts.rested(), overlays, at, vi);
  }

  public Desk with(Prompts next) {
    return new Desk(composer, next, overlays, editedAt, vi);
  }

  public Desk withOverlays(List<Overlay> next) {
    return new Desk(composer, prompts, next, editedAt, vi);
  }

  public Desk with(Vi next) {
    return new Desk(composer, prompts, overlays, editedAt, next);
  }

  public Desk opened(Overlay overlay) {
    List<Overlay> more = new ArrayList<>(overlays);
    more.add(overlay);
    return withOverlays(more);
  }

  /** Another in place of the one that has the keys. */
  public Desk replacingTop(Overlay overlay) {
    List<Overlay> changed = new ArrayList<>(overlays);
    changed.set(changed.size() - 1, overlay);
    return withOverlays(changed);
  }

  /** The overlay that has the keys. */
  public Optional<Overlay> top() {
    return overlays.isEmpty() ? Optional.empty() : Optional.of(overlays.getLast());
  }
}
