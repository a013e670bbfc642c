package io.codextemporal.worker.main;

import io.codextemporal.activities.catalogue.ModelCatalogue;
import io.codextemporal.activity.ContextActivities;
import io.codextemporal.activity.ContextReply;
import io.codextemporal.activity.ContextRequest;
import java.util.List;

/** Tells the model's record and nothing of the place. */
final class PlainContext implements ContextActivities {
  private final ModelCatalogue models = new ModelCatalogue();

  @Override
  public ContextReply open(ContextRequest request) {
    long window = models.find(request.settings().model().model()).window();
    return new ContextReply(List.of(), window, List.of(), null);
  }
}
