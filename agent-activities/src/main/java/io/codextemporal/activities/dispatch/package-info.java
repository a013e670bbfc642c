/**
 * Brings a tool call to its tool: one activity for all tools, with a heartbeat and the answers that
 * need no tool. Knows no tool by name.
 */
@NullMarked
package io.codextemporal.activities.dispatch;

import org.jspecify.annotations.NullMarked;
