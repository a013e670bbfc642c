package io.codextemporal.activity;

/** {@code found} says whether there was something to end. */
public record PlaceFreed(boolean found) {
  public static PlaceFreed unreadable(String reason) {
    return new PlaceFreed(false);
  }
}
