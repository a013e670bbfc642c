package io.codextemporal.worker.main;

import io.codextemporal.config.Places;
import io.codextemporal.worker.lifecycle.WorkerLink;
import io.codextemporal.worker.lifecycle.WorkerParts;
import java.util.List;
import java.util.Map;

/** What this program's workers can do. */
final class HomeParts implements WorkerParts {
  private final Places places;
  private final Map<String, String> environment;

  HomeParts(Places places, Map<String, String> environment) {
    this.places = places;
    this.environment = environment;
  }

  @Override
  public List<Class<?>> workflows() {
    return List.of();
  }

  @Override
  public List<Object> activities(WorkerLink link) {
    return List.of();
  }

  @Override
  public void warmUp() {}

  @Override
  public int endCommands(String reason) {
    return 0;
  }

  @Override
  public String toString() {
    return "parts of " + places.home() + " with " + environment.size() + " variables";
  }
}
