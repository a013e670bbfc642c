package io.codextemporal.activities.journal;

import io.codextemporal.config.ProcessMark;
import org.jspecify.annotations.Nullable;

/**
 * What a journal entry and the machine show about one start of a command.
 *
 * @param started null when nothing was noted
 * @param sameBoot whether the machine has not been restarted since
 * @param process who runs it; null when that was never noted
 * @param revoked whether a worker took the place of {@code process}, so that it can never start
 * @param alive whether that very process still runs
 * @param marked how many living processes carry its mark
 * @param exit the noted exit code; null when none was noted
 * @param exitMillis from its start to the noted exit
 * @param ended how a worker noted its end; null when none did
 */
record Evidence(
    @Nullable Started started,
    boolean sameBoot,
    @Nullable ProcessMark process,
    boolean revoked,
    boolean alive,
    int marked,
    @Nullable Integer exit,
    long exitMillis,
    @Nullable Ended ended) {
  static final Evidence NONE = new Evidence(null, true, null, false, false, 0, null, 0, null);
}
