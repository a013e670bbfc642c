/**
 * End-to-end tests and what they stand on: a real Temporal server, real worker processes, a home of
 * their own. Fixtures start processes and end exactly those.
 */
@NullMarked
package io.codextemporal.worker.e2e;

import org.jspecify.annotations.NullMarked;
