/**
 * The program between the journal's wrapper and a command where Landlock confines it: it gives away
 * its rights, then becomes the command. It is a process of its own, started for each command, so it
 * knows the JDK and nothing else.
 */
@NullMarked
package io.codextemporal.activities.landlock;

import org.jspecify.annotations.NullMarked;
