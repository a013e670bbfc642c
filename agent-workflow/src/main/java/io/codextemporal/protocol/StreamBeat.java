package io.codextemporal.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a running activity tells through its heartbeat: who it is and the end of what it has
 * produced.
 *
 * <p>The first beat, at entry, has no tails. Offsets count UTF-16 units of the whole channel from
 * this attempt's begin, so a client that knows the channel up to an offset appends what is new. The
 * final item is the truth: a lost beat costs smoothness only.
 *
 * @param subject {@code model} or {@code tool}
 * @param call the tool call, null for a model call
 * @param failures how often the work failed before this attempt (worker deaths do not count)
 * @param failure why it failed last, a sentence; null where it has not
 */
public record StreamBeat(
    String subject,
    @Nullable TurnId turn,
    @Nullable CallId call,
    int failures,
    @Nullable String failure,
    List<Tail> tails) {
  public StreamBeat {
    tails = List.copyOf(tails);
  }

  /** Of work that is done for the first time, or whose failures nobody tells. */
  public static StreamBeat of(
      String subject, @Nullable TurnId turn, @Nullable CallId call, List<Tail> tails) {
    return new StreamBeat(subject, turn, call, 0, null, tails);
  }

  public static StreamBeat unreadable(String reason) {
    return of("unreadable", null, null, List.of());
  }

  /**
   * {@code channel} is text, reasoning, arguments, patch (the arguments of a patch), search (a look
   * at the web that the provider takes: a line when it begins, its action as JSON when it has
   * ended) or output; {@code item} the item's id or "".
   */
  public record Tail(String channel, String item, long offset, String text) {}
}
