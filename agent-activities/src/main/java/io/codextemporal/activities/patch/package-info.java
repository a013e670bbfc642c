/**
 * Patches: their grammar, where they fit, and writing them all or not at all. Only {@link
 * io.codextemporal.activities.patch.PatchFiles} and what is below it touch the disk; nothing here
 * knows of policies.
 */
@NullMarked
package io.codextemporal.activities.patch;

import org.jspecify.annotations.NullMarked;
