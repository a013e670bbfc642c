/**
 * Keeps commands from using up the machine: what each may use, and how many run at once. Knows no
 * tool and no sandbox.
 */
@NullMarked
package io.codextemporal.activities.limits;

import org.jspecify.annotations.NullMarked;
