package io.codextemporal.tui.model;

/**
 * Every key there is.
 *
 * @param top the first row that is shown
 * @param names whether the actions' names stand beside, by which keys are bound anew
 */
public record HelpOverlay(int top, boolean names) implements Overlay {
  @Override
  public Place place() {
    return Place.FULL;
  }

  public HelpOverlay from(int row) {
    return new HelpOverlay(row, names);
  }
}
