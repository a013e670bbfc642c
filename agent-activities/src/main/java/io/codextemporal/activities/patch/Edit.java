package io.codextemporal.activities.patch;

import java.util.List;

/**
 * Lines of a text that give way to others.
 *
 * @param at where in the old text, from 0
 * @param removed how many old lines go
 */
record Edit(int at, int removed, List<TextLines.Line> added) {
  Edit {
    added = List.copyOf(added);
  }
}
