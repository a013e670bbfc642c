package io.codextemporal.activities.search;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * By what a file is known to be the same: its time and size, and what stood in it.
 *
 * @param changed nanoseconds since the epoch
 * @param hash of the part that was read; 0 where nothing was
 * @param read when, milliseconds since the epoch
 */
record FileMark(long changed, long size, long hash, long read) {
  /** A file written this shortly before it was read may have been written again since. */
  private static final long TOO_CLOSE_MILLIS = 1_000;

  static FileMark of(BasicFileAttributes attributes, long hash, long read) {
    return new FileMark(time(attributes), attributes.size(), hash, read);
  }

  boolean fits(BasicFileAttributes attributes) {
    return changed == time(attributes)
        && size == attributes.size()
        && TimeUnit.NANOSECONDS.toMillis(changed) + TOO_CLOSE_MILLIS < read;
  }

  private static long time(BasicFileAttributes attributes) {
    return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
  }
}
