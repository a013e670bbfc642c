/** What the model looks like: a pure function from model and size to a frame. */
@NullMarked
package io.codextemporal.tui.view;

import org.jspecify.annotations.NullMarked;
