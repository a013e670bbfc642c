package io.codextemporal.activities.scripted;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Named latches that a test opens. Thread-safe; once open, a gate stays open. */
final class Gates {
  private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

  void open(String name) {
    gate(name).countDown();
  }

  void pass(String name) throws InterruptedException {
    gate(name).await();
  }

  private CountDownLatch gate(String name) {
    return gates.computeIfAbsent(name, ignored -> new CountDownLatch(1));
  }
}
