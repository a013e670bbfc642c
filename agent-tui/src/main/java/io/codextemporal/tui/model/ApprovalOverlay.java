package io.codextemporal.tui.model;

import io.codextemporal.protocol.PendingRequest;
import java.time.Instant;

/**
 * A request for approval. What it shows never changes; the decision carries its call and digest.
 *
 * @param number which of those that came together this is, from 1
 * @param shownAt keys that answer are ignored for a moment after it
 * @param reason why it is denied, while that is being written; null before
 * @param selected the option under the cursor, from 0
 * @param top the first row of what is too long to be seen at once
 * @param full whether it has the whole screen
 */
public record ApprovalOverlay(
    PendingRequest request,
    int number,
    int of,
    Instant shownAt,
    @org.jspecify.annotations.Nullable Draft reason,
    int selected,
    int top,
    boolean full)
    implements Overlay {
  @Override
  public Place place() {
    return full ? Place.FULL : Place.INSTEAD_OF_COMPOSER;
  }

  public ApprovalOverlay withReason(@org.jspecify.annotations.Nullable Draft next) {
    return new ApprovalOverlay(request, number, of, shownAt, next, selected, top, full);
  }

  public ApprovalOverlay select(int next) {
    return new ApprovalOverlay(request, number, of, shownAt, reason, next, top, full);
  }

  public ApprovalOverlay from(int row) {
    return new ApprovalOverlay(
        request, number, of, shownAt, reason, selected, Math.max(0, row), full);
  }

  public ApprovalOverlay full(boolean next) {
    return new ApprovalOverlay(request, number, of, shownAt, reason, selected, 0, next);
  }

  /** Among so many, those answered before it told. */
  public ApprovalOverlay counted(int all) {
    return new ApprovalOverlay(request, number, all, shownAt, reason, selected, top, full);
  }

  /** As it comes to be seen. */
  public ApprovalOverlay seen(Instant at) {
    return new ApprovalOverlay(request, number, of, at, reason, selected, top, full);
  }
}
