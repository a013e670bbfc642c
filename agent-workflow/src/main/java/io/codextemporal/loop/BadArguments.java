package io.codextemporal.loop;

/** The model's arguments do not fit the tool; the message tells the model what is wrong. */
final class BadArguments extends Exception {
  private static final long serialVersionUID = 1L;

  BadArguments(String message) {
    super(message);
  }
}
