package io.codextemporal.activities.store;

import io.codextemporal.activity.FailureType;
import io.codextemporal.activity.PageActivities;
import io.codextemporal.activity.PageReply;
import io.codextemporal.activity.PageRequest;
import io.temporal.failure.ApplicationFailure;

/** Returns pages of an earlier run; one that cannot be had now is asked for again. Thread-safe. */
public final class SessionPageActivities implements PageActivities {
  private final ConversationPages pages;

  public SessionPageActivities(ConversationPages pages) {
    this.pages = pages;
  }

  @Override
  public PageReply load(PageRequest request) {
    PageReply reply = pages.load(request);
    if (reply.missing() != null) {
      throw ApplicationFailure.newFailure(
          "a page of the conversation could not be had: " + reply.missing(), FailureType.TRANSIENT);
    }
    return reply;
  }
}
