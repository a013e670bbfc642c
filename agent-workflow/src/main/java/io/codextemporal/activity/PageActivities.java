package io.codextemporal.activity;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * Brings the conversation of an earlier run into the history of this one, page by page, so that
 * nothing the model needs relies on the old run's retention. Read-only.
 */
@ActivityInterface
public interface PageActivities {
  @ActivityMethod(name = ActivityNames.LOAD_PAGE)
  PageReply load(PageRequest request);
}
