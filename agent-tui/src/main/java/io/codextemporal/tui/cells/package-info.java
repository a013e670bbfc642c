/**
 * What the cells of the transcript look like, row by row, and which rows are on the screen. Pure,
 * but for a bounded cache of what was laid out before. Knows no overlay, no key and no frame.
 */
@NullMarked
package io.codextemporal.tui.cells;

import org.jspecify.annotations.NullMarked;
