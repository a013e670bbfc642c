/**
 * The one data converter of clients and workers: lenient JSON, compressed, sealed with the user's
 * key. Decoding never throws: what does not open becomes the type's own unreadable value.
 */
@NullMarked
package io.codextemporal.wire;

import org.jspecify.annotations.NullMarked;
