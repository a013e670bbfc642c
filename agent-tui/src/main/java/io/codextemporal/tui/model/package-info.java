/**
 * What the screen knows: the model, the messages that change it and the effects it asks for. Values
 * only.
 */
@NullMarked
package io.codextemporal.tui.model;

import org.jspecify.annotations.NullMarked;
