/**
 * Tells the model about its place: base instructions, permissions, the project's own instructions,
 * the environment. Reads files, runs nothing.
 */
@NullMarked
package io.codextemporal.activities.project;

import org.jspecify.annotations.NullMarked;
