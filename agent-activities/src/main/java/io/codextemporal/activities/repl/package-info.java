/**
 * The JavaScript tool: a Node process for each session that keeps what its cells declare. Knows the
 * tools a cell may call only as {@link io.codextemporal.activities.dispatch.Tool}s given to it.
 */
@NullMarked
package io.codextemporal.activities.repl;

import org.jspecify.annotations.NullMarked;
