package io.codextemporal.activities.scripted;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/** Answers requests that match, at most so many of them. Thread-safe. */
final class Rule {
  private final Predicate<SentRequest> when;
  private final Function<SentRequest, Reply> reply;
  private final AtomicInteger left;

  Rule(Predicate<SentRequest> when, int times, Function<SentRequest, Reply> reply) {
    this.when = when;
    this.left = new AtomicInteger(times);
    this.reply = reply;
  }

  /** Whether the rule answers this request; counts it if so. */
  boolean takes(SentRequest request) {
    return left.get() > 0 && when.test(request) && left.getAndDecrement() > 0;
  }

  Reply reply(SentRequest request) {
    return reply.apply(request);
  }
}
