/**
 * What a tool is, not how it runs: its spec, a call of it, its retry class. Pure; knows only the
 * protocol.
 */
@NullMarked
package io.codextemporal.tool;

import org.jspecify.annotations.NullMarked;
