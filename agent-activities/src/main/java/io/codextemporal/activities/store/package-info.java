/**
 * The conversations of this machine's sessions, as a cache on disk and in memory: a session is the
 * truth, what is missing or damaged here is read back from it. Knows no model and no tool.
 */
@NullMarked
package io.codextemporal.activities.store;

import org.jspecify.annotations.NullMarked;
