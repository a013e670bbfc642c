package io.codextemporal.activities.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codextemporal.protocol.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ToolSlotsTest {
  private static final SessionId MANY = new SessionId("many");
  private static final SessionId ONE = new SessionId("one");

  private final ToolSlots slots = new ToolSlots(1);
  private final BlockingQueue<String> served = new LinkedBlockingQueue<>();

  @Test
  void aSessionWithManyCallsDoesNotHoldUpOneWithASingleCall() throws Exception {
    ToolSlots.Slot first = slots.take(MANY);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      threads.add(waits(MANY, "many"));
    }
    threads.add(waits(ONE, "one"));
    first.close();
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      order.add(served.poll(20, TimeUnit.SECONDS));
    }
    assertThat(order).containsExactly("many", "one", "many", "many", "many", "many");
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void whoIsInterruptedWhileWaitingTakesNothing() throws Exception {
    ToolSlots.Slot first = slots.take(MANY);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread waiter =
        Thread.ofVirtual()
            .start(() -> {
              try {
                slots.take(ONE).close();
              } catch (InterruptedException e) {
                thrown.set(e);
              }
            });
    await(waiter);
    waiter.interrupt();
    waiter.join();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    first.close();
    slots.take(MANY).close();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> slots.take(ONE)).isInstanceOf(InterruptedException.class);
    slots.take(MANY).close();
  }

  private Thread waits(SessionId session, String name) throws InterruptedException {
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                ToolSlots.Slot slot = slots.take(session);
                served.add(name);
                slot.close();
              } catch (InterruptedException e) {
                served.add("interrupted");
              }
            });
    await(thread);
    return thread;
  }

  private static void await(Thread thread) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (thread.getState() != Thread.State.WAITING && System.nanoTime() < deadline) {
      Thread.sleep(1);
    }
  }
}
