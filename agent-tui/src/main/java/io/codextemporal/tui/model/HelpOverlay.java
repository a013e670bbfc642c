package io.codextemporal.tui.model;

/**
 * Every key there is.
 *
 * @param top the first row that is shown
 */
public record HelpOverlay(int top) implements Overlay {
  @Override
  public Place place() {
    return Place.FULL;
  }
}
