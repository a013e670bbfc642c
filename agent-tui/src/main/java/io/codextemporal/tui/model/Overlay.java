package io.codextemporal.tui.model;

/**
 * Something that lies over the transcript or the composer and has the keys while it is on top. Each
 * is a value; what a key does to one stands in the update, how one looks in the view.
 */
public sealed interface Overlay
    permits ApprovalOverlay,
        QuestionOverlay,
        ChoiceOverlay,
        SessionsOverlay,
        SuggestOverlay,
        PagerOverlay,
        HelpOverlay {
  Place place();

  /** Where an overlay is drawn. */
  enum Place {
    /** A few rows between transcript and composer; the composer stays in use. */
    ABOVE_COMPOSER,
    /** In place of the composer; the transcript can still be scrolled. */
    INSTEAD_OF_COMPOSER,
    /** The whole screen. */
    FULL
  }
}
