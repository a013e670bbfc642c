/**
 * The supervisor of the private Temporal server: finds a binary, starts it detached on loopback,
 * probes, restarts and stops it. One server per home, held by a file lock. Knows nothing of workers
 * and sessions.
 */
@NullMarked
package io.codextemporal.worker.server;

import org.jspecify.annotations.NullMarked;
