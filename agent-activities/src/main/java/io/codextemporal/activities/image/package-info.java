/**
 * Images for the model: read from the machine, made as small as it looks at them, refused when they
 * would not fit into memory.
 */
@NullMarked
package io.codextemporal.activities.image;

import org.jspecify.annotations.NullMarked;
