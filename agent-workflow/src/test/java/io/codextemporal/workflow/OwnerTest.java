package io.codextemporal.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activity.FailureType;
import io.codextemporal.activity.ToolActivities;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Op;
import io.codextemporal.tool.Holding;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What lives in one worker is asked of that worker, for as long as it lives. */
@Tag("slow")
class OwnerTest {
  private static final String OWN = SessionRig.QUEUE + "#w1";

  private final List<ToolRun> owned = new CopyOnWriteArrayList<>();

  @Test
  void goesToItsOwnerThroughContinueAsNewAndIsEndedWithTheSession() {
    try (SessionRig rig = new SessionRig(OWN, owner(run -> held("kept", OWN)))) {
      rig.machine.tool = run -> held("kept", OWN);
      rig.machine.model = steps(4);
      rig.open(Starts.limits(1));
      rig.say("use it");
      rig.awaitTurns(1);
      assertThat(rig.machine.runs).extracting(run -> run.call().id().value()).containsExactly("c0");
      assertThat(owned)
          .extracting(run -> run.call().id().value())
          .containsExactly("c1", "c2", "c3");
      assertThat(owned).extracting(ToolRun::owner).containsOnly(OWN);
      assertThat(rig.runs()).hasSizeGreaterThan(1);
      rig.send(id -> new Op.Shutdown(id, "ada"));
      rig.awaitThat("the end", () -> !rig.machine.freed.isEmpty());
      assertThat(rig.machine.freed.getFirst().place()).isEqualTo("kept");
    }
  }

  @Test
  void aDeadOwnerIsReplaced() {
    try (SessionRig rig = new SessionRig()) {
      List<String> lost = new ArrayList<>();
      rig.machine.tool =
          run -> {
            String owner = run.owner();
            if (owner != null) {
              lost.add(owner);
            }
            return held("kept", OWN + lost.size());
          };
      rig.machine.model = steps(2);
      rig.open();
      rig.say("use it");
      rig.awaitTurns(1);
      assertThat(lost).containsExactly(OWN + "0");
    }
  }

  @Test
  void anOwnerThatOnlySeemedDeadIsAskedAgain() {
    Function<ToolRun, ToolOutcome> first =
        run -> {
          if (owned.size() == 1) {
            throw ApplicationFailure.newFailure("it hiccuped", FailureType.TRANSIENT);
          }
          return held("kept", OWN);
        };
    try (SessionRig rig = new SessionRig(OWN, owner(first))) {
      rig.machine.tool =
          run -> {
            if (run.owner() != null) {
              throw ApplicationFailure.newFailure("not here", FailureType.ELSEWHERE);
            }
            return held("kept", OWN);
          };
      rig.machine.model = steps(2);
      rig.open();
      rig.say("use it");
      rig.awaitTurns(1);
      assertThat(owned).hasSize(2);
      assertThat(rig.await(AgentEvent.TurnCompleted.class).lastMessage()).isEqualTo("done");
    }
  }

  private ToolActivities owner(Function<ToolRun, ToolOutcome> tool) {
    return run -> {
      owned.add(run);
      return tool.apply(run);
    };
  }

  private static java.util.function.BiFunction<
          List<io.codextemporal.conversation.ConversationItem>,
          io.codextemporal.activity.ModelCall,
          io.codextemporal.conversation.ModelReply>
      steps(int count) {
    return (items, call) -> {
      int done = Replies.outputs(items).size();
      return done == count
          ? Replies.text("done")
          : Replies.calls(
              new ToolCall(
                  new CallId("c" + done), "js_repl", "" + done, false, RetryClass.EFFECTS, "kept"));
    };
  }

  private static ToolOutcome held(String place, String queue) {
    return ((ToolOutcome.Completed) Replies.ran("ok")).holding(new Holding(place, queue));
  }
}
