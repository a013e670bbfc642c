/**
 * What the model sees: items as the provider sent them, raw JSON kept, and the history they make.
 * Pure; knows only the protocol and what a tool call is.
 */
@NullMarked
package io.codextemporal.conversation;

import org.jspecify.annotations.NullMarked;
