/** The main class of everything that is no client, and the one place where its parts are joined. */
@NullMarked
package io.codextemporal.worker.main;

import org.jspecify.annotations.NullMarked;
