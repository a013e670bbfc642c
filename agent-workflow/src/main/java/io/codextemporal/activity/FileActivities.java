package io.codextemporal.activity;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Lists files of a workspace, git-ignored ones left out. Read-only. */
@ActivityInterface
public interface FileActivities {
  @ActivityMethod(name = ActivityNames.LIST_FILES)
  FilesReply list(FilesRequest request);
}
