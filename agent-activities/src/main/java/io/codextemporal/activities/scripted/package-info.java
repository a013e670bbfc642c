/**
 * A model that does as it was told: a Responses server on loopback, for tests, benchmarks and the
 * demo. Knows only the wire format of the Responses API; nothing of sessions, tools or Temporal.
 */
@NullMarked
package io.codextemporal.activities.scripted;

import org.jspecify.annotations.NullMarked;
