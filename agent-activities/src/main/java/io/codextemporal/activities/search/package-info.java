/**
 * Finds files of a workspace by what stands in them: an index a folder, kept up to date, and what
 * the model sees of it. Holds no text of files, only which words are where; loads nothing until
 * something is searched for.
 */
@NullMarked
package io.codextemporal.activities.search;

import org.jspecify.annotations.NullMarked;
