/**
 * Confines commands: finds out what this machine can do, and makes what stands around a command.
 * Knows no tool, decides nothing about what may run.
 */
@NullMarked
package io.codextemporal.activities.sandbox;

import org.jspecify.annotations.NullMarked;
