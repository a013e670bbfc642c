package io.codextemporal.activities.search;

import java.util.Collection;

/**
 * Tells in one pass over a line that none of some words is in it, by how they begin: a stem and the
 * word it is of begin alike. It may think that one is there which is not, never the other way
 * round. Immutable.
 */
final class Beginnings {
  private static final int LONGEST = 3;
  private static final int BITS = 5;
  private static final int MASK = (1 << BITS) - 1;
  private static final int ALL = 1 << (LONGEST * BITS);

  /** By the last three characters, of each what is the same in both cases. */
  private final boolean[] wanted = new boolean[ALL];

  Beginnings(Collection<String> words) {
    for (String word : words) {
      int length = Math.min(LONGEST, word.length());
      int end = 0;
      for (int i = 0; i < length; i++) {
        end = end << BITS | code(word.charAt(i));
      }
      // Of a shorter word whatever stands before it.
      for (int at = end; at < ALL; at += 1 << (length * BITS)) {
        wanted[at] = true;
      }
    }
  }

  /** Words are taken apart at {@code _} and {@code $}, and as a whole: those count for nothing. */
  boolean maybeIn(String line) {
    int last = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '_' || c == '$') {
        continue;
      }
      last = (last << BITS | code(c)) & (ALL - 1);
      if (wanted[last]) {
        return true;
      }
    }
    return false;
  }

  private static int code(char c) {
    return (c <= 0x7f ? c : Character.toLowerCase(c)) & MASK;
  }
}
