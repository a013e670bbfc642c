/**
 * What a message does to the model: pure, with the tables of keys and slash commands. Knows no
 * terminal and no Temporal.
 */
@NullMarked
package io.codextemporal.tui.update;

import org.jspecify.annotations.NullMarked;
