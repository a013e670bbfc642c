/**
 * The agent, readable aloud: a turn as straight-line blocking Java over five ports. Knows no
 * Temporal, no clock, no thread and no file.
 */
@NullMarked
package io.codextemporal.loop;

import org.jspecify.annotations.NullMarked;
