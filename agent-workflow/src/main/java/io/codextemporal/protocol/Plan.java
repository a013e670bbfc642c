package io.codextemporal.protocol;

import java.util.List;

/** The model's plan as it last told it; {@code explanation} may be empty. */
public record Plan(String explanation, List<PlanStep> steps) {
  public static final Plan EMPTY = new Plan("", List.of());

  public Plan {
    steps = List.copyOf(steps);
  }
}
