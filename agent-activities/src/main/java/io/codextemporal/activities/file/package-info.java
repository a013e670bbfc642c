/**
 * Lists the files of a workspace. Reads names, never contents, and runs nothing from the folder.
 */
@NullMarked
package io.codextemporal.activities.file;

import org.jspecify.annotations.NullMarked;
