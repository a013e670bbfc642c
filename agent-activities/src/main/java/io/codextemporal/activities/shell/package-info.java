/**
 * Runs the commands the model and the user ask for: arguments, environment, approval, output. Every
 * command goes through the journal.
 */
@NullMarked
package io.codextemporal.activities.shell;

import org.jspecify.annotations.NullMarked;
