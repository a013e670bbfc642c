package io.codextemporal.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What a call did to one file.
 *
 * @param path as the model wrote it; of a moved file the one it had
 * @param kind {@code add}, {@code update} or {@code delete}
 * @param movedTo the path it has now, or null where it stayed
 * @param added how many lines are new
 * @param removed how many lines are gone
 * @param diff unified, without file names; empty where there was no room for it
 */
public record FileChange(
    String path, String kind, @Nullable String movedTo, int added, int removed, String diff) {}
