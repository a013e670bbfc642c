/**
 * Styled text measured in terminal columns: clusters, widths, wrapping, markdown, colours of tools,
 * sanitising. Pure; knows no terminal and no session.
 */
@NullMarked
package io.codextemporal.tui.text;

import org.jspecify.annotations.NullMarked;
