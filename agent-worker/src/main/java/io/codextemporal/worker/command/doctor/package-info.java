/**
 * What {@code ct doctor} looks at: one small check for each thing this program needs, none of which
 * changes anything. Knows the machine and this home; never prints a secret.
 */
@NullMarked
package io.codextemporal.worker.command.doctor;

import org.jspecify.annotations.NullMarked;
