/**
 * A client's way to sessions: start, send, query, follow, list, and heal what a waiting client
 * needs. The only client package that knows Temporal; knows no terminal and no command line.
 */
@NullMarked
package io.codextemporal.tui.session;

import org.jspecify.annotations.NullMarked;
