package io.codextemporal.protocol;

/** One step of the model's plan; {@code status} is pending, in_progress or completed. */
public record PlanStep(String step, String status) {}
