package io.codextemporal.workflow;

import io.codextemporal.activity.PlaceActivities;
import io.codextemporal.activity.PlaceFree;
import io.codextemporal.activity.PlaceFreed;
import io.codextemporal.protocol.SessionId;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.util.List;

/** Ends what lives in one worker: asks its owner, and where that one is silent any worker. */
final class PlaceClearing {
  private final SessionId session;
  private final ActivityStubs stubs;
  private final HeldPlaces places;

  PlaceClearing(SessionId session, ActivityStubs stubs, HeldPlaces places) {
    this.session = session;
    this.stubs = stubs;
    this.places = places;
  }

  /** Ends all of it at once; blocks until it is gone, or nobody could do it. */
  void freeAll() {
    List<Promise<Void>> all =
        places.all().stream().map(place -> Async.procedure(() -> free(place))).toList();
    all.forEach(Promise::get);
  }

  /** Blocks likewise. */
  void free(String place) {
    String owner = places.ownerOf(place);
    PlaceFree request = new PlaceFree(session, place, owner);
    if (owner == null || !(end(stubs.placesOf(owner), request) instanceof Running.End.Returned)) {
      end(stubs.places(), request);
    }
    places.forget(place);
  }

  private static Running.End<PlaceFreed> end(PlaceActivities worker, PlaceFree request) {
    Running<PlaceFreed> activity = Running.start(() -> Async.function(worker::free, request));
    return activity.await();
  }
}
