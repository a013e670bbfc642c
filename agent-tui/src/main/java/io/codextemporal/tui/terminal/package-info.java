/**
 * The only package that touches the terminal: bytes in, bytes out, modes, signals, the one thread
 * of the screen.
 */
@NullMarked
package io.codextemporal.tui.terminal;

import org.jspecify.annotations.NullMarked;
