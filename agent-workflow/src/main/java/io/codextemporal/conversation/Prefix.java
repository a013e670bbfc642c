package io.codextemporal.conversation;

/**
 * A conversation's beginning, named by its length and a chained digest.
 *
 * @param count how many items
 * @param digest lower-case hex; the SHA-256 chain of {@link History}, empty string for none
 */
public record Prefix(int count, String digest) {
  public static final Prefix EMPTY = new Prefix(0, "");
}
