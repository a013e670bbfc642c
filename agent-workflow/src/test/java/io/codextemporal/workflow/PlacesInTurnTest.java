package io.codextemporal.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activity.ToolRun;
import io.codextemporal.protocol.CallId;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls of one answer that need the same place take turns; all others run at once. */
class PlacesInTurnTest {
  private final AtomicInteger inFiles = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final List<String> order = new CopyOnWriteArrayList<>();
  private final CountDownLatch together = new CountDownLatch(3);

  @Test
  void patchesTakeTurnsBesideCommands() {
    try (SessionRig rig = new SessionRig()) {
      rig.machine.tool = this::run;
      rig.machine.model =
          (items, call) ->
              Replies.outputs(items).isEmpty()
                  ? Replies.calls(
                      call("p1", "files"),
                      call("c1", null),
                      call("p2", "files"),
                      call("c2", null),
                      call("p3", "files"))
                  : Replies.text("done");
      rig.open();
      rig.say("go");
      rig.awaitTurns(1);
      assertThat(order).containsExactly("p1", "p2", "p3");
      assertThat(most).hasValue(1);
      assertThat(together.getCount()).isZero();
    }
  }

  private ToolOutcome run(ToolRun run) {
    String id = run.call().id().value();
    boolean files = run.call().place() != null;
    if (files) {
      order.add(id);
      most.accumulateAndGet(inFiles.incrementAndGet(), Math::max);
    }
    together.countDown();
    awaitTheOthers();
    if (files) {
      inFiles.decrementAndGet();
    }
    return Replies.ran("ok");
  }

  /** One in the place and the two that need none are under way at the same time. */
  private void awaitTheOthers() {
    try {
      assertThat(together.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ToolCall call(String id, @Nullable String place) {
    return new ToolCall(new CallId(id), "tool", id, false, RetryClass.EFFECTS, place);
  }
}
