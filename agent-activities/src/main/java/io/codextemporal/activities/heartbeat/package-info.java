/**
 * Keeps running activities alive at the server, tells clients what they produce and learns that
 * they were cancelled. Knows nothing of what the activities do.
 */
@NullMarked
package io.codextemporal.activities.heartbeat;

import org.jspecify.annotations.NullMarked;
