package io.codextemporal.activities.dispatch;

import io.codextemporal.activity.FailureType;
import io.codextemporal.activity.PlaceActivities;
import io.codextemporal.activity.PlaceFree;
import io.codextemporal.activity.PlaceFreed;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.util.List;

/** Brings the end of a place to whoever keeps it. Thread-safe. */
public final class PlaceDispatcher implements PlaceActivities {
  private final Owners owners;
  private final List<PlaceKeeper> keepers;

  public PlaceDispatcher(Owners owners, List<PlaceKeeper> keepers) {
    this.owners = owners;
    this.keepers = List.copyOf(keepers);
  }

  @Override
  public PlaceFreed free(PlaceFree request) {
    String owner = request.owner();
    if (owner != null && !owner.equals(owners.own()) && owners.lives(owner)) {
      throw elsewhere(request.place());
    }
    boolean found = false;
    try {
      for (PlaceKeeper keeper : keepers) {
        found |= keeper.keeps(request.place()) && keeper.free(request.session(), request.place());
      }
    } catch (IOException e) {
      throw ApplicationFailure.newFailureWithCause(
          request.place() + ": " + e, FailureType.TRANSIENT, e);
    } catch (InterruptedException e) {
      throw ApplicationFailure.newFailure("the worker is stopping", FailureType.WORKER_STOPPING);
    }
    return new PlaceFreed(found);
  }

  static ApplicationFailure elsewhere(String place) {
    return ApplicationFailure.newNonRetryableFailure(
        place + " is held by another worker, which does not answer", FailureType.ELSEWHERE);
  }
}
