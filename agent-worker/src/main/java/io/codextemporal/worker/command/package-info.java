/**
 * Commands of this module: worker, server, doctor and their like, and how their errors are said.
 * Holds no wiring: what a command needs comes by its constructor.
 */
@NullMarked
package io.codextemporal.worker.command;

import org.jspecify.annotations.NullMarked;
