/**
 * Pure decisions from facts that someone else gathered. Reads no file, no clock, no environment.
 */
@NullMarked
package io.codextemporal.policy;

import org.jspecify.annotations.NullMarked;
