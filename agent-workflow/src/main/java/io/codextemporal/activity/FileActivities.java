package io.codextemporal.activity;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * What people look at in a session's folder, through its worker: files, git-ignored ones left out,
 * and what changed in them. Read-only; nothing of the folder runs.
 */
@ActivityInterface
public interface FileActivities {
  @ActivityMethod(name = ActivityNames.LIST_FILES)
  FilesReply list(FilesRequest request);

  @ActivityMethod(name = ActivityNames.SHOW_DIFF)
  DiffReply diff(DiffRequest request);
}
