/**
 * The client's main: sets the process up and hands over to the command line. Knows nothing else.
 */
@NullMarked
package io.codextemporal.tui;

import org.jspecify.annotations.NullMarked;
