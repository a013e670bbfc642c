/**
 * A worker process from its first breath to its last: one a name, health, drain, and taking over
 * what a dead one left. Knows no tool and no model: what a worker can do is given to it.
 */
@NullMarked
package io.codextemporal.worker.lifecycle;

import org.jspecify.annotations.NullMarked;
