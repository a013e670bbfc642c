/**
 * Places on this machine, config.toml in layers, credentials by name; makes a SessionSettings.
 * Never seen by the loop or the workflow.
 */
@NullMarked
package io.codextemporal.config;

import org.jspecify.annotations.NullMarked;
