/**
 * The command line of a client: commands, options, exit codes, and how an error is said. Knows
 * nothing of Temporal itself; sessions are reached through {@code tui.session}.
 */
@NullMarked
package io.codextemporal.tui.cli;

import org.jspecify.annotations.NullMarked;
