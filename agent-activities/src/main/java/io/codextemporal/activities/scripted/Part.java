package io.codextemporal.activities.scripted;

/** One thing a scripted answer does, in order. */
public sealed interface Part {
  /**
   * A message, streamed.
   *
   * @param chunk UTF-16 units a delta
   * @param whole whether it is finished; one that is not breaks off after its deltas
   */
  record Say(String text, int chunk, boolean whole) implements Part {}

  /** A message of {@code count} deltas, each the wall clock in epoch milliseconds and a space. */
  record Ticks(int count) implements Part {}

  /** A reasoning item with a streamed summary and sealed content. */
  record Reason(String summary, String encrypted) implements Part {}

  /** Reasoning that does not end before the client hangs up. */
  record ReasonForever() implements Part {}

  /**
   * A function call.
   *
   * @param id the call id; empty lets the server make one
   * @param arguments as the model would write them, valid JSON or not
   * @param whole whether it is finished
   */
  record Call(String id, String name, String arguments, boolean whole) implements Part {}

  /** A call of a freeform tool. */
  record Custom(String id, String name, String input) implements Part {}

  /** Any item, as it is. */
  record Raw(String json) implements Part {}

  /** Waits until the test opens the gate. */
  record Gate(String name) implements Part {}

  /** Waits. */
  record Pause(long millis) implements Part {}
}
